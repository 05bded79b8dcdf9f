"""What one dossier adds to the daily roll-ups, and how that changes with an event."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from common.projection.tables import Row
from reporting.read_models.online_services.dossiers import DossierEnd, DossierRow
from reporting.tables import DOSSIER_NUMBERS

NUMBERS = tuple(DOSSIER_NUMBERS)
"""The columns of a cell after its key. `closed` counts the received dossiers that are no longer open from the day on:
what was received until a day, less what was closed until then, is open at its end."""


class CellChange(NamedTuple):
    """The cells of a dossier before an event and after it."""

    former: Sequence[Row]
    present: Sequence[Row]

    @property
    def is_empty(self) -> bool:
        return self.former == self.present

    @property
    def added_rows(self) -> Iterator[Row]:
        """The rows to add to `dossier_count`: what no longer holds with -1, what holds now with 1. A cell stays where
        its numbers become zero, so that the cells do not depend on how events are divided into batches."""
        for row in self.former:
            yield (*row[:4], *(-number for number in row[4:]))
        yield from self.present

    def changes_before(self, day: date) -> bool:
        """Whether the numbers of an earlier day change."""
        return [row for row in self.former if row[0] < day] != [row for row in self.present if row[0] < day]


def cell_change(before: DossierRow | None, after: DossierRow) -> CellChange:
    return CellChange([] if before is None else list(cells_of(before)), list(cells_of(after)))


def is_digitised(row: DossierRow) -> bool:
    """Whether all of its papers are, if it has any."""
    return row.papers > 0 and row.digitised == row.papers


def cells_of(row: DossierRow) -> Iterator[Row]:
    """Rows of `dossier_count`: of the day of reception, of the end, and of the later of the two."""
    if row.received_on is not None:
        numbers = {
            "received": 1,
            "digitised": int(is_digitised(row)),
            "reused": int(row.reused > 0),
            "paid_online": int(row.paid_online),
        }
        yield _cell(row, row.received_on, numbers)
    if row.ended_on is None:
        return
    if (end := _end(row)) is not None:
        yield _cell(row, row.ended_on, end)
    if row.received_on is not None:
        yield _cell(row, max(row.received_on, row.ended_on), {"closed": 1})


def _end(row: DossierRow) -> dict[str, int] | None:
    """Returns None where no figure counts the end."""
    if row.outcome == DossierEnd.DECLINED:
        return {"declined": 1}
    if row.received_on is None:
        return {"withdrawn_unreceived": 1} if row.outcome == DossierEnd.WITHDRAWN else None
    if row.outcome == DossierEnd.DONE:
        return {"done": 1} if row.timeliness is None else {"done": 1, row.timeliness: 1}
    return None if row.outcome is None else {row.outcome: 1}


def _cell(row: DossierRow, day: date, numbers: dict[str, int]) -> Row:
    counted = dict.fromkeys(NUMBERS, 0) | numbers  # a number without a column makes the row too long for the table
    return (day, row.deciding_agency, row.procedure_code, row.channel, *counted.values())
