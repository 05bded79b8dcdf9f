"""What the office does, one file per verb. None commits: the door does, once."""
