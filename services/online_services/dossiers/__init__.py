"""Dossiers (hồ sơ), from filing to the result."""
