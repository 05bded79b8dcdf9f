"""The events that services exchange: the only package in `common` that knows the domain."""
