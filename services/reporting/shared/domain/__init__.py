"""What several features decide by: periods."""
