"""The feature registry."""
