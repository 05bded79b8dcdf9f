"""One line of a stream, exactly as it was hashed."""

import msgspec


class Record(msgspec.Struct, frozen=True, gc=False):
    """`payload` is canonical JSON, never parsed and written again. `subject` and `traceparent` are hints outside the
    hash."""

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
