"""What queries of several features need."""
