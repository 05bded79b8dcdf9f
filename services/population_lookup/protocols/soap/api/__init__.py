"""Routes and faults."""
