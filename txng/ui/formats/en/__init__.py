"""English forms, with Vietnamese order of day and month."""
