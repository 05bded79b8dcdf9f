"""The feature law."""
