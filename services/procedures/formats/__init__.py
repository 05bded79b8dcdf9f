"""How files are read and written: each yields rows as they stand, and mends nothing."""
