"""Addresses of the room, one module a door."""
