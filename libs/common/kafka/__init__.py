"""Kafka as a carrier: format, topics, publisher, carrier."""
