"""Reads the streams of a source from the first event on, as any follower can, and verifies them against the signed
heads."""

import httpx
import msgspec

from common.eventlog import chain
from common.eventlog.feed_format import parse_page
from common.eventlog.head import SignedHead, verify
from common.eventlog.keys import SigningKey, trusted_keys
from suite.stack import CannotRun


class _Heads(msgspec.Struct):
    heads: list[SignedHead]


class _Keys(msgspec.Struct):
    keys: list[SigningKey]


def verify_streams(http: httpx.Client, source: str, url: str) -> str:
    """Returns the result in one sentence. Raises `CannotRun` or `KeyNotTrusted` at the first fault."""
    keys = msgspec.json.decode(read(http, f"{url}/v1/events/keys"), type=_Keys).keys
    signers = trusted_keys(keys, keys[0].public_key)
    heads = msgspec.json.decode(read(http, f"{url}/v1/events/head"), type=_Heads).heads
    count = 0
    for signed in heads:
        head = verify(signed, signers)
        if hash_at(http, f"{url}/v1/events?shard={head.shard}", head.sequence) != head.hash:
            raise CannotRun(f"the last event of {source}/{head.shard} differs from its signed head")
        count += head.sequence
    return f"{source}: {count} events in {len(heads)} shards are an unbroken chain up to the signed heads"


def hash_at(http: httpx.Client, feed: str, until: int) -> str:
    """Returns the hash of the event `until` after the chain has been verified from the first event to it."""
    sequence, hash = 0, bytes(32)
    while sequence < until:
        records, _ = parse_page(read(http, f"{feed}&after={sequence}&limit={min(until - sequence, 2_000)}"))
        for record in records:
            if (record.sequence, record.prevhash) != (sequence + 1, hash) or not chain.hash_matches(record):
                position = f"{record.source}/{record.shard}:{record.sequence}"
                raise CannotRun(f"{position} does not continue the chain of the event before it")
            sequence, hash = record.sequence, record.hash
        if not records:
            raise CannotRun(f"{feed} ends at {sequence}, before {until}")
    return hash.hex()


def read(http: httpx.Client, url: str) -> bytes:
    response = http.get(url)
    if response.is_error:
        raise CannotRun(f"{url}: {response.status_code} {response.text[:300]}")
    return response.content
