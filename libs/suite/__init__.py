"""Runs all services on one machine, through their public HTTP APIs; imports none of them."""
