"""Addresses of the floor."""
