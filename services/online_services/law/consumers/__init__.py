"""Projections of the events of other services, one folder for each source."""
