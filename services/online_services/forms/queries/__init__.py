"""The read queries about forms, one file each."""
