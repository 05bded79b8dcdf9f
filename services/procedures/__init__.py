"""The service procedures owns agencies, fields, Decisions with their items, versions of procedures, internal processes,
the calendar of working days, and publication on channels, to which it pushes. It also keeps snapshots of the national
catalogue as a reference. It publishes `decision.*`, `procedure.*` and `process.*`, and subscribes to no other
service."""
