"""Implementations of ports."""
