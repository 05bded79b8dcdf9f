"""The bodies of requests. What is only untidy is mended here; what breaks a rule is refused by the domain."""
