"""The access log as a file: one line of JSON for each of its lines, with the exact text that is hashed."""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from population_lookup.access_log.domain.access_log import GENESIS, Line, Linked


class ExportedLine(msgspec.Struct, frozen=True):
    """`content` is JSON as text; `prevhash` and `hash` are in hexadecimal."""

    sequence: int
    content: str
    prevhash: str
    hash: str


class ExportBroken(ValueError):
    """The file is no unbroken log."""


_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(ExportedLine)


def render_line(line: Line) -> bytes:
    exported = ExportedLine(line.sequence, line.content.decode(), line.prevhash.hex(), line.hash.hex())
    return _encoder.encode(exported) + b"\n"


def hashes_in(file: Path) -> Iterator[tuple[int, str]]:
    """Yields the number and the hash of each line, which the content of the line and all lines before it determine.
    Raises `ExportBroken`."""
    previous = GENESIS
    with file.open("rb") as opened:
        for expected, text in enumerate(opened, 1):
            try:
                line = _decoder.decode(text)
                linked = linked_in(line)
            except (msgspec.MsgspecError, ValueError) as error:
                raise ExportBroken(f"line {expected} cannot be read: {error}") from error
            if (fault := linked.fault(expected - 1, previous)) is not None:
                raise ExportBroken(fault)
            yield line.sequence, line.hash
            previous = linked.hash


def linked_in(line: ExportedLine) -> Linked:
    """Raises `ValueError` where a hash is not hexadecimal."""
    return Linked(line.sequence, line.content.encode(), bytes.fromhex(line.prevhash), bytes.fromhex(line.hash))
