"""Addresses of the room, door by door."""
