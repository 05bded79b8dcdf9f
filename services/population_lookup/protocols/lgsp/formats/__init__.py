"""The record as the national service writes it."""
