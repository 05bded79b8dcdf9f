"""The feature lookup."""
