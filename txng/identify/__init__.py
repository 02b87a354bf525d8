"""ĐỊNH DANH: company prefixes, lots, serials and logistic units and their codes."""
