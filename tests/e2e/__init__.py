"""Journeys through the whole portal in a real browser, one file each."""
