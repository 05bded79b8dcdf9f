"""Translates the facts of the domain into the events of the contracts."""
