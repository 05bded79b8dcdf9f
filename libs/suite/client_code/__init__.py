"""Writes the part of `congbo_client` that follows from the OpenAPI documents (docs/adr/0014)."""
