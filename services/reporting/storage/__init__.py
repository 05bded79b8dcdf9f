"""The read models, and their migrations."""
