"""The read queries of the registry, one file each."""
