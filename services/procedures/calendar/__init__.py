"""The feature calendar."""
