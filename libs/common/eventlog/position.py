"""A position in a stream: `procedures/0:412` is sequence 412 of shard 0 of `procedures`."""

import re
from collections.abc import Iterable
from typing import NamedTuple, Self

from common.errors import Refusal

_FORM = re.compile(r"^([a-z_]+)/(\d{1,5}):(\d{1,18})$", re.ASCII)


class MalformedPosition(Refusal):
    """An event position is not of the form `source/shard:sequence`."""

    status, type, title = 400, "malformed-position", "The event position cannot be read"


class Position(NamedTuple):
    source: str
    shard: int
    sequence: int

    def __str__(self) -> str:
        return f"{self.source}/{self.shard}:{self.sequence}"

    @classmethod
    def parse(cls, text: str) -> Self:
        match = _FORM.match(text.strip())
        if match is None:
            raise MalformedPosition(f"{text!r} is not of the form source/shard:sequence", position=text)
        return cls(match[1], int(match[2]), int(match[3]))


def parse_positions(header: str) -> tuple[Position, ...]:
    """Parses the positions of an `Event-Position` or `Event-Position-At-Least` header."""
    return tuple(Position.parse(part) for part in header.split(",") if part.strip())


def as_header(positions: Iterable[Position]) -> str:
    return ", ".join(str(position) for position in positions)
