"""How envelopes are read and written."""
