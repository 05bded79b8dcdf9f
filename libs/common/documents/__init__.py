"""Office files as every service writes them."""
