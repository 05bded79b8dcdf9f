"""What publishers and consumers of Kafka share: connection, topics, message format."""
