"""The feature publication."""
