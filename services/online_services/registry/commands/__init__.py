"""The commands that change the registry, one file each."""
