"""What all questions share."""
