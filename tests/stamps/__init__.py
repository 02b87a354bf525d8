"""Rules of stamps."""
