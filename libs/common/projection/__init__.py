"""Projections fold events into tables; reactions call commands."""
