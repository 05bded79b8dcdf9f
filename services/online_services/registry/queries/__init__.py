"""What the registry can be asked: one file per question."""
