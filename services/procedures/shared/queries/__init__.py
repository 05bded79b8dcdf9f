"""Helpers of several queries."""
