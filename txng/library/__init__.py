"""What one can cite and read: laws, standards, decisions, guides, forms, news."""
