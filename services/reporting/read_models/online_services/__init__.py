"""The projection of `online_services`."""
