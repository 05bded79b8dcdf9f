"""The HTTP endpoints: the look-up with English and with national names."""
