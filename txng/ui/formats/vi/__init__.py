"""How Vietnamese writes dates and numbers."""
