"""The feature website."""
