"""The feature annex files."""
