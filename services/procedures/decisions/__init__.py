"""Decisions: their drafts, their approval workflow, and what everyone may read of them."""
