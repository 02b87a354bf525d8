"""Tests of the room of figures and reports."""
