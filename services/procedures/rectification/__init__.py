"""Annulments and corrections of published Decisions."""
