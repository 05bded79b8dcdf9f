"""The feature access log."""
