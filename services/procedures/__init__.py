"""Owns agencies, fields, Decisions and their items, procedure versions and internal processes, the calendar of working
days, and
publication on channels, which it pushes to; snapshots of the national catalogue, as a reference.
Publishes `decision.*`, `procedure.*`, `process.*`. Hears nothing."""
