"""The rules of the look-up: which person a request is about, what the law allows to disclose, and what the log
records."""
