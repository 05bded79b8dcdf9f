"""The rows of score schemes."""
