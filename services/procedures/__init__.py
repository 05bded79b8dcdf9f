"""Owns agencies, fields, Decisions and their items, procedure versions and internal processes.
Publishes `decision.*`, `procedure.*`, `process.*`. Hears nothing."""
