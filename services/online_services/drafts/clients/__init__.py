"""The work that the process of deadlines does for drafts."""
