"""How a service follows the streams of other services."""
