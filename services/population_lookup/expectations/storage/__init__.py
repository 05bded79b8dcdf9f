"""Expectations and recorded calls."""
