"""The feature shared."""
