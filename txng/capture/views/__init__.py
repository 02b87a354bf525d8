"""Pages and interfaces of the room, one module for each door."""
