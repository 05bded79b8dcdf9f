"""Loads and saves dossiers."""
