"""A mock of the national population database: look-ups bound to the law, and their log. Publishes `lookup.*`. Consumes
`procedure.*`."""
