"""The HTTP endpoints of the law as this service follows it."""
