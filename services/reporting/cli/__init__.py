"""The commands of `python -m reporting`."""
