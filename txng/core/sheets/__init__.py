"""Registers in and out of Excel: typed columns, tolerant reading, exact refusals, files back."""
