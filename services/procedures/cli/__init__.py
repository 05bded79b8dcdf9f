"""The commands and status sections of `python -m procedures`."""
