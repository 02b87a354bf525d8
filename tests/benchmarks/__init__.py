"""The harness: ratios are reckoned rightly, and what it measures with is valid."""
