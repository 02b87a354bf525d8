"""Plans checked against themselves and known facts: everything told, nothing corrected."""
