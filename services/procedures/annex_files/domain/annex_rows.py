"""A row of an annex, and its result: an item, or faults by column and rule."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from procedures.decisions.domain.decision import LegalDocument
from procedures.decisions.domain.items import Item
from procedures.national_catalogue.domain.row_results import RowOutcome

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
    meant as it is read, such as hidden rows. Empty cells are left out."""

    line: int
    cells: Mapping[str, Cell]
    faults: tuple[Fault, ...] = ()
    notes: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class AnnexRowResult:
    """The result of a row: an item, or faults. `notes` state what was normalised."""

    line: int
    code: str | None
    item: Item | None
    document: LegalDocument | None = None
    notes: tuple[Fault, ...] = ()
    faults: tuple[Fault, ...] = ()

    @property
    def outcome(self) -> RowOutcome:
        if self.faults:
            return RowOutcome.REFUSED
        return RowOutcome.ACCEPTED_WITH_NOTES if self.notes else RowOutcome.ACCEPTED
