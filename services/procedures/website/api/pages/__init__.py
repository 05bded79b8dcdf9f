"""Pages for people: rendered here, whole without scripts, and without anything from elsewhere."""
