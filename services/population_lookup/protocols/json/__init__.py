"""The look-up with English names."""
