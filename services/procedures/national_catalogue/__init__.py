"""The feature national catalogue."""
