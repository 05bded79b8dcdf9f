"""Names of headers."""

HEADER = "Event-Position-At-Least"
