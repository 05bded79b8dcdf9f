"""What a Decision would change, before it is signed and published."""
