"""The feature cli."""
