"""The feature open data."""
