"""The HTTP endpoints of the registry."""
