"""The feature rectification."""
