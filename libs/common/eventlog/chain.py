"""The hash that chains each record to all records before it. docs/streams.md specifies its bytes for readers in other
languages."""

from functools import lru_cache
from hashlib import sha256
from struct import Struct

from common.eventlog.record import Record

GENESIS = bytes(32)
"""The previous hash of sequence 1."""


def compute_hash(
    prevhash: bytes, source: str, shard: int, sequence: int, id: str, type: str, time: str, payload: bytes
) -> bytes:
    """Returns the SHA-256 of the previous hash and each part, which is preceded by its length in bytes (4 bytes,
    big-endian). Numbers are decimal text."""
    sequence_text, id_text = str(sequence).encode(), id.encode()
    parts = (
        prevhash,
        _stream_part(source, shard),
        _length(len(sequence_text)),
        sequence_text,
        _length(len(id_text)),
        id_text,
        _part(type),
        _part(time),
        _length(len(payload)),
        payload,
    )
    return sha256(b"".join(parts)).digest()


_length = Struct(">I").pack


@lru_cache(1_024)  # a batch has few event types and a single time
def _part(text: str) -> bytes:
    part = text.encode()
    return _length(len(part)) + part


@lru_cache(1_024)
def _stream_part(source: str, shard: int) -> bytes:
    return _part(source) + _part(str(shard))


def record_hash(record: Record) -> bytes:
    return compute_hash(
        record.prevhash,
        record.source,
        record.shard,
        record.sequence,
        record.id,
        record.type,
        record.time,
        record.payload,
    )


def hash_matches(record: Record) -> bool:
    """Whether the record's own hash matches its content. The caller compares `prevhash` with the record before it."""
    return record_hash(record) == record.hash
