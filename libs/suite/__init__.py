"""Runs all services on one machine and uses them through their public HTTP APIs; it imports none of them."""
