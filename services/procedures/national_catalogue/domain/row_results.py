"""The result of a row: it is accepted, accepted with notes, or refused."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from procedures.national_catalogue.domain.records import NationalRecord, RawValues
from procedures.national_catalogue.domain.row_rules import KEEP_EACH_TEXT, Normalisation, Refused


class RowOutcome(StrEnum):
    ACCEPTED = "accepted"
    ACCEPTED_WITH_NOTES = "accepted_with_notes"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Note:
    """`occurrences` counts how often the column met the rule; `detail` describes the first occurrence."""

    rule: Normalisation | Refused
    column: str
    detail: str
    occurrences: int = 1


@dataclass(frozen=True, slots=True)
class RawRow:
    """`number` counts the rows of the file from 1, without banner and header; `line` is the line on which the row
    begins. A row that could not be read has a `fault` and no values. `notes` are about members that the format does not
    read. `stated` are the parts of a record of which the row says something; None: of all."""

    number: int
    line: int
    values: RawValues
    fault: Note | None = None
    notes: tuple[Note, ...] = ()
    stated: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class RowResult:
    """`code` and `name` are kept as far as they could be read, also of a refused row."""

    number: int
    line: int
    code: str | None
    record: NationalRecord | None
    notes: tuple[Note, ...] = ()
    name: str | None = None

    @property
    def outcome(self) -> RowOutcome:
        if self.record is None:
            return RowOutcome.REFUSED
        return RowOutcome.ACCEPTED_WITH_NOTES if self.notes else RowOutcome.ACCEPTED


class RowRefused(Exception):
    """Stops the normalisation of a row; `note` states the reason."""

    def __init__(self, rule: Refused, column: str, detail: str) -> None:
        super().__init__(detail)
        self.note = Note(rule, column, detail)


class Notes:
    """Collects the notes of one row, and merges those of one rule and column, unless they keep texts."""

    def __init__(self, notes: Iterable[Note] = ()) -> None:
        self._notes: dict[tuple[str, str, str], Note] = {}
        for note in notes:
            self.add(note.rule, note.column, note.detail)

    def add(self, rule: Normalisation | Refused, column: str, detail: str) -> None:
        key = (rule, column, detail if rule in KEEP_EACH_TEXT else "")
        first = self._notes.get(key)
        self._notes[key] = (
            Note(rule, column, detail) if first is None else Note(rule, column, first.detail, first.occurrences + 1)
        )

    def all(self) -> tuple[Note, ...]:
        return tuple(self._notes.values())
