"""The projection of `procedures`."""
