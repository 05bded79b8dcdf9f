"""The feature decisions."""
