"""What is heard of `online_services`."""
