"""A page of the feed as JSON, rendered and parsed without changing the bytes of a payload.

`{"events":[{CloudEvent}, …],"tail":412}`: each event is CloudEvents JSON whose `data` is the payload exactly as it was
hashed. A page of some types only ends with `,"filtered":true,"scanned":400}`: it lacks events, so it can prove nothing.
"""

from collections.abc import Sequence

import msgspec

from common.eventlog.record import Record


class FeedLine(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    specversion: str
    id: str
    source: str
    type: str
    time: str
    subject: str
    shard: int
    sequence: int
    prevhash: str
    hash: str
    data: msgspec.Raw
    datacontenttype: str = "application/json"
    traceparent: str | None = None


class FeedPage(msgspec.Struct, frozen=True, omit_defaults=True):
    """A page that is `filtered` lacks the events of other types, so that it can prove nothing; `scanned` is the last
    sequence that it has looked at: what follows is requested after it."""

    events: tuple[FeedLine, ...]
    tail: int
    filtered: bool = False
    scanned: int | None = None


class PageFiltered(ValueError):
    """The page shows some types only: no chain can be verified with it, and no consumer may take it."""

    def __init__(self) -> None:
        super().__init__("the page is filtered by type: it lacks events, so nothing can be verified with it")


SOURCE_PREFIX = "/congbo/"
_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(FeedPage)
_line_decoder = msgspec.json.Decoder(FeedLine)


def render_page(records: Sequence[Record], tail: int) -> bytes:
    return _encoder.encode(FeedPage(tuple(_line(record) for record in records), tail))


def render_filtered_page(records: Sequence[Record], tail: int, scanned: int) -> bytes:
    return _encoder.encode(FeedPage(tuple(_line(record) for record in records), tail, True, scanned))


def render_event(record: Record) -> bytes:
    """Renders one event as it appears in a page."""
    return _encoder.encode(_line(record))


def parse_page(page: bytes) -> tuple[list[Record], int]:
    """Returns the records, and the tail of the shard when the page was rendered. Raises `msgspec.ValidationError`, and
    `PageFiltered`."""
    parsed = _decoder.decode(page)
    if parsed.filtered:
        raise PageFiltered
    return [_record(line) for line in parsed.events], parsed.tail


def parse_event(line: bytes) -> Record:
    """Raises `msgspec.MsgspecError`, `ValueError`."""
    return _record(_line_decoder.decode(line))


def _line(record: Record) -> FeedLine:
    return FeedLine(
        "1.0",
        record.id,
        SOURCE_PREFIX + record.source,
        record.type,
        record.time,
        record.subject,
        record.shard,
        record.sequence,
        record.prevhash.hex(),
        record.hash.hex(),
        msgspec.Raw(record.payload),
        traceparent=record.traceparent,
    )


def _record(line: FeedLine) -> Record:
    source = line.source.removeprefix(SOURCE_PREFIX)
    return Record(
        source,
        line.shard,
        line.sequence,
        line.id,
        line.type,
        line.time,
        line.subject,
        bytes(line.data),
        bytes.fromhex(line.prevhash),
        bytes.fromhex(line.hash),
        line.traceparent,
    )


PAGE_PREFIX = b'{"events":'
TRAILER_PREFIXES = (b'{"keys":', b'{"epochs":', b'{"heads":')
"""The beginnings of the lines that follow the events of an exported file."""
