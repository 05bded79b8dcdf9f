"""The greatest lengths of texts, in characters."""

LONGEST_LINE = 2_000
"""Names and titles. Real names of procedures have up to 1,094."""
LONGEST_PROSE = 50_000
"""Texts of several lines. Real steps have up to 14,907."""
