"""The feature reconciliation."""
