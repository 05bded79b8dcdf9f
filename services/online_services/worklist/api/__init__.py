"""The HTTP endpoints of the work list."""
