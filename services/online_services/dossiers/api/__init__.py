"""The HTTP endpoints of dossiers."""
