"""The feature delivery."""
