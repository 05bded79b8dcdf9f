"""The feature personas."""
