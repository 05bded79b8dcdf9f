"""Phụ lục kèm theo Quyết định: the annex of a Decision as a table, one row for each item."""
