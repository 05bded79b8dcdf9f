"""The read queries about the impact, one file each."""
