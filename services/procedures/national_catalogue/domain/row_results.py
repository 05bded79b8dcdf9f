"""What became of a row: taken, taken with notes, or refused. Exactly one of them."""

from dataclasses import dataclass
from enum import StrEnum

from procedures.national_catalogue.domain.records import Given, NationalRecord
from procedures.national_catalogue.domain.row_rules import Normalisation, Refused


class RowOutcome(StrEnum):
    TAKEN = "taken"
    NOTED = "noted"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Note:
    """`times`: in how many places of the column; `detail` tells the first."""

    rule: Normalisation | Refused
    column: str
    detail: str
    times: int = 1


@dataclass(frozen=True, slots=True)
class RawRow:
    """`number` counts the rows of the file from 1, without banner and header; `line` is where it begins. A row that
    could not be read
    has a `fault` instead of what it gives."""

    number: int
    line: int
    given: Given
    fault: Note | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """`code` is kept as well as it could be read, also of a refused row."""

    number: int
    line: int
    code: str | None
    record: NationalRecord | None
    notes: tuple[Note, ...] = ()

    @property
    def outcome(self) -> RowOutcome:
        if self.record is None:
            return RowOutcome.REFUSED
        return RowOutcome.NOTED if self.notes else RowOutcome.TAKEN


class RowRefused(Exception):
    """Ends the judging of a row; what it carries says why."""

    def __init__(self, rule: Refused, column: str, detail: str) -> None:
        super().__init__(detail)
        self.note = Note(rule, column, detail)


class Notes:
    """Gathers the notes of one row, those of one rule and column as one."""

    def __init__(self) -> None:
        self._found: dict[tuple[Normalisation, str], Note] = {}

    def add(self, rule: Normalisation, column: str, detail: str) -> None:
        known = self._found.get((rule, column))
        self._found[rule, column] = (
            Note(rule, column, detail) if known is None else Note(rule, column, known.detail, known.times + 1)
        )

    def all(self) -> tuple[Note, ...]:
        return tuple(self._found.values())
