"""What this service counts in its own tables, for the reconciliation of reports."""
