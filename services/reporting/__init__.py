"""Owns read models and reports. Publishes nothing. Consumes all events of the other services."""
