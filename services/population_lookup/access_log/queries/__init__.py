"""What can be asked: one file per question."""
