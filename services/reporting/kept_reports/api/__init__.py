"""Routes, requests and responses."""
