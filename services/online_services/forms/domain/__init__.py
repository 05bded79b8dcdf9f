"""The rules of forms. This package imports the standard library only."""
