"""Messages pushed to receivers by HTTP: the permitted addresses, the signed request, the delays between attempts, and
the circuit breaker."""
