"""Rules of catalogue."""
