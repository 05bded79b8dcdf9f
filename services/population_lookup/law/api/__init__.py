"""The endpoint of the impact on look-ups."""
