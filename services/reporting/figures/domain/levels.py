"""The administrative levels, in the order in which reports list them."""

LEVELS = ("ministry", "province", "district", "commune", "other")
"""Highest first."""
