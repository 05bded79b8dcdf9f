"""The HTTP doors of the registry."""
