"""Reactions to the events of `procedures`."""
