"""The feature reports."""
