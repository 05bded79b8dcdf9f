"""Pages for people: HTML made safely, the frame around every page, its two languages, and the files that it loads."""
