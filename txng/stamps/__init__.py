"""E-stamps: orders, computed codes, label sheets, activation and voiding by range."""
