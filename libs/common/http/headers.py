"""The name of the header that `freshness` reads, without the imports of that module."""

HEADER = "Event-Position-At-Least"
