"""The feature database."""
