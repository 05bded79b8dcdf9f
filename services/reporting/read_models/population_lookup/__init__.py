"""The projection of `population_lookup`."""
