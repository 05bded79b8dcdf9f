"""A workbook by which an agency enters the values of a period: each line is one value, and all are taken or none."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from reporting.shared.domain.periods import Period


class LineOutcome(StrEnum):
    """`unchanged`: the line states what is entered already. `empty`: it has no number."""

    ENTERED = "entered"
    UNCHANGED = "unchanged"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class EntryLine:
    """A line as it was read; `line` is its number in the sheet. `numerator` is None where its cell is empty."""

    line: int
    indicator: str
    place: str
    numerator: Decimal | None
    denominator: Decimal | None
    estimated: bool
    source_document: str | None
    note: str | None
    replaces: UUID | None


@dataclass(frozen=True, slots=True)
class LineFault:
    """Why a line is refused: the type of the problem, as it would be for a single value, and the column."""

    line: int
    type: str
    column: str | None
    detail: str
    detail_vi: str | None = None


@dataclass(frozen=True, slots=True)
class LineResult:
    line: int
    outcome: LineOutcome
    value: UUID | None


@dataclass(frozen=True, slots=True)
class EntrySheet:
    """`faults` are of lines that cannot be read."""

    agency: str
    period: Period
    lines: tuple[EntryLine, ...]
    faults: tuple[LineFault, ...] = ()
