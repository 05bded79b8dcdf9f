"""A row of an annex, and its result: an item, or faults by column and rule."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from procedures.annex_files.domain.sections import NOTHING_STATED, Stated
from procedures.decisions.domain.decision import LegalDocument
from procedures.decisions.domain.items import Item
from procedures.national_catalogue.domain.row_results import RowOutcome
from procedures.national_catalogue.domain.row_rules import RECORDED_ONLY as RECORDED_ONLY_OF_RECORDS
from procedures.shared.domain.other_lines import LineKind, OtherLine
from procedures.shared.domain.rule_groups import NotedRow, RuleGroups

Cell = str | int | float | date


@dataclass(frozen=True, slots=True)
class Fault:
    """`column` is the heading of the column; `rule` is one of docs/imports.md, or the type of a problem."""

    rule: str
    column: str
    detail: str


@dataclass(frozen=True, slots=True)
class AnnexRow:
    """`line` is the line of the file or of the sheet; `faults` are those of single cells, `notes` state what may not be
    meant as it is read, such as hidden rows. Empty cells are left out. `stated` is what the sections above it state."""

    line: int
    cells: Mapping[str, Cell]
    faults: tuple[Fault, ...] = ()
    notes: tuple[Fault, ...] = ()
    stated: Stated = NOTHING_STATED


@dataclass(frozen=True, slots=True)
class AnnexRowResult:
    """The result of a row: an item, or faults. `notes` state what was normalised. `code` and `name` are kept as far as
    they could be read, also of a refused row."""

    line: int
    code: str | None
    item: Item | None
    document: LegalDocument | None = None
    notes: tuple[Fault, ...] = ()
    faults: tuple[Fault, ...] = ()
    name: str | None = None

    @property
    def outcome(self) -> RowOutcome:
        if self.faults:
            return RowOutcome.REFUSED
        return RowOutcome.ACCEPTED_WITH_NOTES if self.notes else RowOutcome.ACCEPTED


RECORDED_ONLY = RECORDED_ONLY_OF_RECORDS | {"text-normalised"}
"""The rules whose notes need no look by an officer."""


def groups_of(rows: Iterable[AnnexRowResult], others: Iterable[OtherLine] = ()) -> RuleGroups:
    """The faults and notes of the rows by rule, with the texts that are neither a row nor a section."""
    groups = RuleGroups(RECORDED_ONLY)
    for other in others:
        if other.kind is LineKind.TEXT:
            noted = NotedRow(other.line, None, None, "row", other.text)
            groups.add("line-without-place", noted, refuses=False)
    for row in rows:
        for fault, refuses in (*((fault, True) for fault in row.faults), *((note, False) for note in row.notes)):
            noted = NotedRow(row.line, row.code, row.name, fault.column, fault.detail)
            groups.add(fault.rule, noted, refuses=refuses)
    return groups
