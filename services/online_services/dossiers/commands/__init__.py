"""The commands about dossiers, one file each."""
