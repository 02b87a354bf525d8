"""Rules of trace."""
