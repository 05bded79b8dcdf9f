"""A record as a Kafka message: CloudEvents 1.0 in binary mode. The value is the payload, byte for byte."""

from binascii import unhexlify
from collections.abc import Iterable, Mapping, Sequence

from common.eventlog.feed_format import SOURCE_PREFIX
from common.eventlog.record import Record

Headers = list[tuple[str, bytes]]
HASH = "ce_hash"


class MalformedMessage(Exception):
    """A message with a hash that no relay can have written: the stream was tampered with, or is of another version."""


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
        (HASH, record.hash.hex().encode()),
    ]
    if record.traceparent:
        headers.append(("ce_traceparent", record.traceparent.encode()))
    return headers


def own_record(headers: Sequence[tuple[str, bytes]], value: bytes | None) -> Record | None:
    """Returns None for a foreign message, which is not part of the stream: it has no hash. Raises
    `MalformedMessage`."""
    by_name = dict(headers)
    return _record_of(by_name, value) if HASH in by_name else None


def record_of(headers: Iterable[tuple[str, bytes]], value: bytes | None) -> Record:
    return _record_of(dict(headers), value)


def _record_of(by_name: Mapping[str, bytes], value: bytes | None) -> Record:
    try:
        traceparent = by_name.get("ce_traceparent")
        return Record(
            by_name["ce_source"].decode().removeprefix(SOURCE_PREFIX),
            int(by_name["ce_shard"]),
            int(by_name["ce_sequence"]),
            by_name["ce_id"].decode(),
            by_name["ce_type"].decode(),
            by_name["ce_time"].decode(),
            by_name["ce_subject"].decode(),
            value or b"",
            unhexlify(by_name["ce_prevhash"]),
            unhexlify(by_name[HASH]),
            traceparent.decode() if traceparent else None,
        )
    except (KeyError, ValueError, TypeError, AttributeError) as error:  # a header may also be null
        raise MalformedMessage(f"a message lacks or garbles {error}") from error
