"""How the log is written to files."""
