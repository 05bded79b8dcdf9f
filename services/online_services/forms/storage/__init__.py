"""Stores forms, and what was filled in."""
