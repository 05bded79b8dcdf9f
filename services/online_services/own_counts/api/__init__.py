"""The endpoint of the own counts."""
