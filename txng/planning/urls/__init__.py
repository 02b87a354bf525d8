"""Addresses of the room, by door."""
