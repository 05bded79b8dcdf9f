"""Working days, and the public holidays that a calendar of them starts from."""
