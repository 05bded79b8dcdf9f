"""The feature clients: systems that authenticate with a shared secret, and what they call procedures."""
