"""Processes of the feature."""
