"""What attackers try: each test is one thing that must not work."""
