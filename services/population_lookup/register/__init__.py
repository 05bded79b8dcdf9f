"""The feature register."""
