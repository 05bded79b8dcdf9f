"""What is heard from other services."""
