"""Requests to the systems that records are about."""
