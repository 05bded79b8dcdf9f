"""The rules of drafts."""
