"""Working days, and the public holidays that a new calendar starts from."""
