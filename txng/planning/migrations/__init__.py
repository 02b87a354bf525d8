"""Changes of the tables of the room."""
