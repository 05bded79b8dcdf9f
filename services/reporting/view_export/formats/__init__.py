"""How a view becomes a file."""
