"""The feature figures."""
