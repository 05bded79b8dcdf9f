"""Reads the streams of a source from the first event on, as any follower can, and verifies them against the signed
heads."""

import httpx

from congbo_client import CongboError, EventStream, first_key_of, shards_of
from congbo_client.connection import Connection
from suite.stack import CannotRun


def verify_streams(http: httpx.Client, source: str, url: str) -> str:
    """Returns the result in one sentence. Raises `CannotRun` at the first fault."""
    service = Connection(url, http=http)
    try:
        first_key, shards = first_key_of(service), shards_of(service)
        streams = [EventStream(service, source, first_key=first_key, known_types=None, shard=each) for each in shards]
        count = sum(1 for stream in streams for _ in stream.read())
    except CongboError as error:
        raise CannotRun(f"{source}: {error}") from error
    return f"{source}: {count} events in {len(shards)} shards are an unbroken chain up to the signed heads"
