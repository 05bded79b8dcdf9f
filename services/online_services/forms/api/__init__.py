"""The HTTP endpoints of forms."""
