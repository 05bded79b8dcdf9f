"""The read queries about the impact."""
