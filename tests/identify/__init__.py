"""Rules of identify."""
