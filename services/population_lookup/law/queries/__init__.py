"""The read queries about the law of look-ups."""
