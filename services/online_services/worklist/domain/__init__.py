"""What lists of dossiers say; this package imports the standard library and other domains only."""
