"""Pages of the room, one module or package a door."""
