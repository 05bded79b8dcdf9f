"""Judges the data of a form by its JSON Schema."""
