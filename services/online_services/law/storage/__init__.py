"""Reads the projected law."""
