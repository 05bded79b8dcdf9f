"""Pages for print: rendered here, without scripts and without anything from elsewhere."""
