"""What every HTTP door shares: problems, identity, idempotency, ETags, pages, freshness, health."""
