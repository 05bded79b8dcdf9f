"""Messages pushed to receivers by HTTP: the addresses allowed, the signed request, waits between attempts, and the
circuit breaker."""
