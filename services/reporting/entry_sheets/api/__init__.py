"""Routes and responses."""
