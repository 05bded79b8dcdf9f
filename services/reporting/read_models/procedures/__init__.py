"""What is heard of `procedures`."""
