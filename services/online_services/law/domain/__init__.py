"""The law as the registry sees it; this package imports the standard library only."""
