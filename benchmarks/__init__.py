"""Measurements of the product, each beside its ceiling or peer taken in the same run."""
