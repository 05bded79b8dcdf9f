"""The commands about drafts, one file each."""
