"""Streams: an event log per source and shard whose completeness can be verified."""
