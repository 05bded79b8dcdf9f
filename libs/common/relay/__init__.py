"""The relay, which publishes a service's event log to Kafka."""
