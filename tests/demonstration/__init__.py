"""Tests of the demonstration province: its plan, and what stands in the database after loading."""
