"""How a kept report is written as a table."""
