"""The HTTP doors: the look-up in English and in national names, and who looked."""
