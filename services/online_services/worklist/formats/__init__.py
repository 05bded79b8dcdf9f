"""How lists of dossiers are written to files."""
