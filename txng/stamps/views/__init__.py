"""What each door shows of stamps."""
