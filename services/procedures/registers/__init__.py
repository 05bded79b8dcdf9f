"""The feature registers."""
