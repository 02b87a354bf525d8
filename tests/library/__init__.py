"""The library keeps its rules."""
