"""Indicators that agencies enter values for, the values, and their approval by another person."""
