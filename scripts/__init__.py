"""Scripts that build data and set up machines; nothing here runs in the product."""
