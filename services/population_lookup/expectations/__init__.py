"""The feature expectations: faults that a tester orders for the look-ups of a session, and what came in it."""
