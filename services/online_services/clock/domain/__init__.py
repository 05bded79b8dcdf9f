"""The rules by which time limits are counted; this package imports the standard library and shared rules only."""
