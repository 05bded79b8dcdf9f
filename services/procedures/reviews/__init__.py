"""The feature reviews."""
