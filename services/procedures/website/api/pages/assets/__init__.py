"""The script of the search box."""
