"""How events travel from a stream to those who follow it."""
