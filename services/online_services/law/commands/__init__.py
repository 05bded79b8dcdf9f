"""The commands of the law, one file each."""
