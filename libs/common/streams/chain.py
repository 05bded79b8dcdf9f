"""The hash that ties each record to all before it. docs/streams.md spells out the bytes for readers in other languages."""

from hashlib import sha256

from common.streams.record import Record

GENESIS = bytes(32)
"""The previous hash of sequence 1."""


def link(prevhash: bytes, source: str, shard: int, sequence: int, id: str, type: str, time: str, payload: bytes) -> bytes:
    """SHA-256 over the previous hash and each part preceded by its length in bytes (4 bytes, big-endian); numbers as decimal text."""
    digest = sha256(prevhash)
    for text in (source, str(shard), str(sequence), id, type, time):
        part = text.encode()
        digest.update(len(part).to_bytes(4, "big") + part)
    digest.update(len(payload).to_bytes(4, "big"))
    digest.update(payload)
    return digest.digest()


def hash_of(record: Record) -> bytes:
    return link(
        record.prevhash, record.source, record.shard, record.sequence, record.id, record.type, record.time, record.payload
    )


def is_sound(record: Record) -> bool:
    """Whether the record's own hash fits its content; that it follows its predecessor is for the caller to compare."""
    return hash_of(record) == record.hash
