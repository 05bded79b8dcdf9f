"""The feature relay."""
