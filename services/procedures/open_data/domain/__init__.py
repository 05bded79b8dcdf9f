"""The relations of Decisions, with the standard library only."""
