"""Texts of the page."""
