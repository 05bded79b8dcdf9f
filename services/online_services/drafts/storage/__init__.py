"""Stores drafts."""
