"""Addresses of the room, one module for each door."""
