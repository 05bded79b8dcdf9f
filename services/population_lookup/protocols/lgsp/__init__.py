"""The look-up with the names of the national service."""
