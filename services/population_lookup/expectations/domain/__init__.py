"""The faults, what they are played for, and what is verified."""
