"""Rules of ui."""
