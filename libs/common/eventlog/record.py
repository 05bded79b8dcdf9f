"""One event of a stream with its position and hashes, exactly as it was hashed."""

import msgspec


class Record(msgspec.Struct, frozen=True, gc=False):
    """`payload` is canonical JSON, which is never parsed and encoded again. `subject` and `traceparent` are not part of
    the hash."""

    source: str
    shard: int
    sequence: int
    id: str
    type: str
    time: str
    subject: str
    payload: bytes
    prevhash: bytes
    hash: bytes
    traceparent: str | None = None
