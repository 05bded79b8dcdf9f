"""What the office is asked, one file per question."""
