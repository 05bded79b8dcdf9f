"""The questions about dossiers, one file each."""
