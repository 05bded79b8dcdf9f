"""What the services tell each other: the only place in `common` where the domain is named."""
