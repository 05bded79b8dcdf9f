"""What this service asks of others: it tells channels what was published."""
