"""The switchboard: commands, start and stop."""
