"""What both protocols of the look-up share."""
