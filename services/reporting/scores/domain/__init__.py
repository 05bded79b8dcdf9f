"""The rules: standard library only."""
