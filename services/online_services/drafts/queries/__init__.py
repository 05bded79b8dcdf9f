"""The read queries about drafts, one file each."""
