"""The law that the registry is bound to: which procedures are in force from when to when, their contents, and internal
processes."""
