"""The lines of the access log that an exported stream states, each by its number and its hash."""

from pathlib import Path

import msgspec

from common.eventlog.feed_format import TRAILER_PREFIXES, parse_event


class _Stated(msgspec.Struct):
    line: int
    line_hash: str


_decoder = msgspec.json.Decoder(_Stated)


def stated_lines(streams: Path) -> dict[int, str]:
    """Expects a file that `verify_file` has found intact."""
    stated = dict[int, str]()
    with streams.open("rb") as opened:
        for text in opened:
            if not text.startswith(TRAILER_PREFIXES):
                event = _decoder.decode(parse_event(text).payload)
                stated[event.line] = event.line_hash
    return stated
