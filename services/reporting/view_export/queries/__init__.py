"""What is read from the database, one file for each question."""
