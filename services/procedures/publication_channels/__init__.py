"""The feature publication channels."""
