"""Tests: sentences about rules."""
