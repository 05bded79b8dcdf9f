"""The declaration of a service and of its API, and its unit of work."""
