"""Rules of verify."""
