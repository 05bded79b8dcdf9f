"""Owns read models and reports. Publishes nothing. Hears all that the other services publish."""
