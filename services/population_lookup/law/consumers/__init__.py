"""Consumers of the events of other services."""
