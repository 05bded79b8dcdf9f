"""The registry: which procedures are offered online, at which level, from when to when."""
