"""Documents for the office: what they say, and the files that say it."""
