"""The style and the icon of every page."""
