"""Rules of core."""
