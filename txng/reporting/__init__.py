"""REPORTING: indicators, requests for figures, statutory reports, dashboards, open data."""
