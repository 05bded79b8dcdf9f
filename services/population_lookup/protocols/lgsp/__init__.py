"""The feature lgsp."""
