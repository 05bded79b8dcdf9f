"""Projections and reactions, one folder for each source."""
