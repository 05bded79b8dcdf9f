"""Reads the rules of the clock and the projected calendar."""
