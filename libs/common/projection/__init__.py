"""The feature projection."""
