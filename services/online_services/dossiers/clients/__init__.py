"""The processes of dossiers."""
