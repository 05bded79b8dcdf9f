"""Numbered migrations; the old code must run on the new schema."""
