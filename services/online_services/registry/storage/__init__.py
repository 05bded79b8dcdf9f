"""Loads and saves the services of the registry."""
