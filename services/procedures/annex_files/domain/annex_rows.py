"""A row of an annex, and what is to be said of it: by row, column and rule."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from procedures.decisions.domain.decision import LegalDocument
from procedures.decisions.domain.items import Item

Cell = str | int | float | date


@dataclass(frozen=True, slots=True)
class Fault:
    """`column` is the heading; `rule` one of docs/imports.md, or the type of a problem."""

    rule: str
    column: str
    detail: str


@dataclass(frozen=True, slots=True)
class AnnexRow:
    """`line` is that of the file or the sheet; `faults` are those of its cells as such. What is empty is left out."""

    line: int
    cells: Mapping[str, Cell]
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class AnnexRowResult:
    """What a row comes to: an item, or faults. `notes` say what was mended."""

    line: int
    code: str | None
    item: Item | None
    document: LegalDocument | None = None
    notes: tuple[Fault, ...] = ()
    faults: tuple[Fault, ...] = ()

    @property
    def outcome(self) -> str:
        """Taken, noted or refused."""
        return "refused" if self.faults else "noted" if self.notes else "taken"
