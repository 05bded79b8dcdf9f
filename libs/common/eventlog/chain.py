"""The hash that ties each record to all before it. docs/streams.md spells out the bytes for readers in other
languages."""

from functools import lru_cache
from hashlib import sha256
from struct import Struct

from common.eventlog.record import Record

GENESIS = bytes(32)
"""The previous hash of sequence 1."""


def link(
    prevhash: bytes, source: str, shard: int, sequence: int, id: str, type: str, time: str, payload: bytes
) -> bytes:
    """SHA-256 over the previous hash and each part preceded by its length in bytes (4 bytes, big-endian); numbers as
    decimal text."""
    number, name = str(sequence).encode(), id.encode()
    parts = (
        prevhash,
        _of_stream(source, shard),
        _length(len(number)),
        number,
        _length(len(name)),
        name,
        _part(type),
        _part(time),
        _length(len(payload)),
        payload,
    )
    return sha256(b"".join(parts)).digest()


_length = Struct(">I").pack


@lru_cache(1_024)  # a batch has few types, and one time
def _part(text: str) -> bytes:
    part = text.encode()
    return _length(len(part)) + part


@lru_cache(1_024)
def _of_stream(source: str, shard: int) -> bytes:
    return _part(source) + _part(str(shard))


def hash_of(record: Record) -> bytes:
    return link(
        record.prevhash,
        record.source,
        record.shard,
        record.sequence,
        record.id,
        record.type,
        record.time,
        record.payload,
    )


def is_sound(record: Record) -> bool:
    """Whether the record's own hash fits its content; that it follows its predecessor is for the caller to compare."""
    return hash_of(record) == record.hash
