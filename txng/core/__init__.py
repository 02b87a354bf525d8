"""The floor: refusals, clock, audit trail, embedded database, health. No word of the domain."""
