"""What the transactions of several features share."""
