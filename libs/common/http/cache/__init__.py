"""The feature cache."""
