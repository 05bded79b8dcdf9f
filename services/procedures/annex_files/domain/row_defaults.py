"""Fills the cells that a row of an annex leaves empty from what its sections state, and from what the officer states
for the whole file."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from procedures.annex_files.domain.annex_rows import AnnexRow, Cell, Fault
from procedures.annex_files.domain.columns import HEADINGS, key_of


@dataclass(frozen=True, slots=True)
class RowDefaults:
    """Facts that hold for all rows of a file that do not state them. `kind` and `levels` are words of their columns."""

    effective_on: date | None = None
    agency_code: str | None = None
    field_code: str | None = None
    kind: str | None = None
    levels: str | None = None

    def given(self) -> frozenset[str]:
        """The columns that a table need not have. The kind may be that of a section."""
        return frozenset({"kind"} | ({"effective_on"} if self.effective_on is not None else set()))


def with_defaults(row: AnnexRow, defaults: RowDefaults, field_codes: Mapping[str, str]) -> AnnexRow:
    """A cell wins over a section, a section over the defaults of the file. The outermost section is the list of the
    row. `field_codes` has the code of a field by the key of its name: a field may be named in place of its code."""
    notes = list(row.notes)
    field = field_codes.get(key_of(row.stated.field)) if row.stated.field else None
    if row.stated.field and field is None and "field_code" not in row.cells:
        detail = f"the section is about the field {row.stated.field!r}, which is not recorded"
        notes.append(Fault("field-not-recorded", HEADINGS["field_code"], detail))
    given: dict[str, Cell | None] = {
        "kind": row.stated.kind or defaults.kind,
        "levels": row.stated.levels or defaults.levels,
        "field_code": field or defaults.field_code,
        "agency_code": defaults.agency_code,
        "effective_on": defaults.effective_on,
        "list": next(iter(row.stated.path), None),
        "section": " › ".join(row.stated.path[1:]) or None,
    }
    cells: dict[str, Cell] = {name: cell for name, cell in given.items() if cell is not None}
    cells |= row.cells
    named = cells.get("field_code")
    if isinstance(named, str) and (code := field_codes.get(key_of(named))) is not None:
        cells["field_code"] = code
    return replace(row, cells=cells, notes=tuple(notes))
