"""Reports as they were at one moment, which nothing changes, and which can be computed again from the log."""
