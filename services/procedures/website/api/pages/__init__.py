"""HTML pages for people: rendered on the server, complete without scripts, and without resources from other sites."""
