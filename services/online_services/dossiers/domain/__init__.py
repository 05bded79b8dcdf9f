"""The rules of dossiers; this package imports the standard library and shared rules only."""
