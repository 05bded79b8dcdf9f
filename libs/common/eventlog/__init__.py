"""Streams: a log of events per source and shard that can be proved complete."""
