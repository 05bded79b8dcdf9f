"""Drafts: what somebody prepares to file, kept until it is filed, discarded, or untouched for too long."""
