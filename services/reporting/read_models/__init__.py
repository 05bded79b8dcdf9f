"""Projections by source; reporting has no reactions, since it only counts."""
