"""The commands about forms, one file each."""
