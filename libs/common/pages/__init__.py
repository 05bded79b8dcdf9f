"""Pages for people: safe HTML, the frame of every page, its two languages, and its static files."""
