"""What several features of the service share."""
