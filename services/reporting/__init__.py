"""Owns read models, reports, and what agencies enter. Publishes nothing. Consumes all events of the other services."""
