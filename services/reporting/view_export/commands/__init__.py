"""What is done, one file for each act."""
