"""Office files that services write."""
