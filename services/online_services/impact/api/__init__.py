"""The endpoint of the impact."""
