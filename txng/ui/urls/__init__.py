"""Addresses of the frame."""
