"""The questions that the law answers, one file each."""
