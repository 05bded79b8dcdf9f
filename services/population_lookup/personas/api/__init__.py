"""The routes, and the page for people."""
