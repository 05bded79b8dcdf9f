"""The projection of the events of `procedures`."""
