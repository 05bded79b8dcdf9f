"""The endpoints of drafts."""
