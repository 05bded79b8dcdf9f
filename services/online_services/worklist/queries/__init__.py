"""The questions that officers ask of their list, one file each."""
