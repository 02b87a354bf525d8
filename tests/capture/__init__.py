"""Rules of capture."""
