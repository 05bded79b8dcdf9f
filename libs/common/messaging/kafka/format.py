"""A record as a Kafka message: CloudEvents 1.0 in binary mode. The value is the payload, byte for byte."""

from collections.abc import Iterable, Sequence

from common.streams.feed_format import SOURCE_PREFIX
from common.streams.record import Record

Headers = list[tuple[str, bytes]]


class NotARecord(Exception):
    """A message in the topic that no relay of ours can have written."""


def topic_of(source: str) -> str:
    return f"{source}.v1"


def headers_of(record: Record) -> Headers:
    headers = [
        ("content-type", b"application/json"),
        ("ce_specversion", b"1.0"),
        ("ce_id", record.id.encode()),
        ("ce_source", (SOURCE_PREFIX + record.source).encode()),
        ("ce_type", record.type.encode()),
        ("ce_time", record.time.encode()),
        ("ce_subject", record.subject.encode()),
        ("ce_shard", str(record.shard).encode()),
        ("ce_sequence", str(record.sequence).encode()),
        ("ce_prevhash", record.prevhash.hex().encode()),
        ("ce_hash", record.hash.hex().encode()),
    ]
    if record.traceparent:
        headers.append(("ce_traceparent", record.traceparent.encode()))
    return headers


def record_of(headers: Iterable[tuple[str, bytes]] | Sequence[tuple[str, bytes]], value: bytes | None) -> Record:
    found = {name: content.decode() for name, content in headers}
    try:
        return Record(
            source=found["ce_source"].removeprefix(SOURCE_PREFIX),
            shard=int(found["ce_shard"]),
            sequence=int(found["ce_sequence"]),
            id=found["ce_id"],
            type=found["ce_type"],
            time=found["ce_time"],
            subject=found["ce_subject"],
            payload=value or b"",
            prevhash=bytes.fromhex(found["ce_prevhash"]),
            hash=bytes.fromhex(found["ce_hash"]),
            traceparent=found.get("ce_traceparent"),
        )
    except (KeyError, ValueError) as malformed:
        raise NotARecord(f"a message lacks or garbles {malformed}") from malformed
