"""WHAT: product groups, products, chain templates, certificates."""
