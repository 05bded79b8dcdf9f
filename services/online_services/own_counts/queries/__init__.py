"""The counts, one file for each question."""
