"""The feature processes."""
