"""The feature procedures."""
