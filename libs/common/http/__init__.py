"""What the APIs of all services share: problems, authentication, idempotency, ETags, pagination, freshness, health."""
