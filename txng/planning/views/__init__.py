"""Pages of the room, by door."""
