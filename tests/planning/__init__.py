"""Plans read, checked, kept, followed and printed."""
