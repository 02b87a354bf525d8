"""The lineage: upstream and downstream of anything that has a code, and the completeness grade."""
