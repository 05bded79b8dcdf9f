"""Procedures as open data, for those who know the standards and not this system: CPSV-AP 3.2, schema.org, tables."""
