"""The content of a version as messages to channels carry it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class PublishedContent:
    """`content` is JSON."""

    version: int
    content: str


@dataclass(frozen=True, slots=True)
class ResultingPeriod:
    """A period of a procedure as known once an instrument is recorded. `opened` is true if the instrument opened it,
    and `closed` is true if the instrument closed a period of the procedure. If the procedure has no period left,
    `content` and `begins` are None."""

    item_number: int
    code: str
    content: PublishedContent | None
    begins: date | None
    ends: date | None
    opened: bool
    closed: bool
