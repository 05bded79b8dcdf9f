"""Statements of the feature."""
