"""The feature json."""
