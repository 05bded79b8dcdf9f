"""What is heard of `population_lookup`."""
