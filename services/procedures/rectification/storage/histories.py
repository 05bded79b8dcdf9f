"""The histories of procedures: their published items with the annulments and corrections of these, in the order in
which this system recorded them."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from common.database.connections import driver_of
from procedures.law.domain.contents import Heading
from procedures.law.domain.item_effects import EFFECTS
from procedures.law.domain.periods import Ground
from procedures.law.domain.references import DecisionReference, ItemKind
from procedures.law.storage.content_rows import decode_heading, heading_of_row
from procedures.rectification.domain.replay import AppliedItem, HistoryEntry, ItemAnnulment, ItemHistory
from procedures.shared.domain.procedure_codes import ProcedureCode

ITEMS = """
    SELECT p.code, i.decision_id, i.number AS item, i.kind, current_code(i.successor_code) AS successor_code,
           i.online_level, d.number, d.issuing_body,
           i.predecessor_unrecorded AND i.procedure_code IN (p.code, p.provisional_code) AS predecessor_unrecorded,
           i.heading::text AS heading,
           d.signed_on, d.title, d.recorded_at, coalesce(c.effective_on, i.effective_on) AS effective_on,
           a.effective_from, a.recorded_at AS annulled_at,
           v.number AS version, v.name, v.field_code, v.agency_code, v.levels, v.population_fields
    FROM procedure p
    JOIN decision_item i
        ON i.procedure_code IN (p.code, p.provisional_code) OR i.successor_code IN (p.code, p.provisional_code)
    JOIN decision d ON d.id = i.decision_id AND d.status = 'published'
    LEFT JOIN rectification_item ai
        ON ai.decision_id = i.decision_id AND ai.item_number = i.number AND ai.kind = 'annulment'
    LEFT JOIN rectification a ON a.id = ai.rectification_id
    LEFT JOIN LATERAL (
        SELECT ri.effective_on FROM rectification_item ri JOIN rectification r ON r.id = ri.rectification_id
        WHERE ri.decision_id = i.decision_id AND ri.item_number = i.number AND ri.effective_on IS NOT NULL
        ORDER BY r.recorded_at DESC LIMIT 1
    ) c ON true
    LEFT JOIN LATERAL (
        SELECT * FROM version w
        WHERE w.procedure_id = p.id AND w.decision_id = i.decision_id AND w.item_number = i.number
        ORDER BY w.number DESC LIMIT 1
    ) v ON true
    WHERE p.code = ANY($1)
"""
SortKey = tuple[datetime, bool, UUID, bool]
"""When it was recorded, whether the Decision changes periods of the procedure, the Decision, and whether this item
changes none. A Decision that changes no period may share its moment with a later one about the same procedure; within
one Decision, what designates a procedure rests on what changes it."""


class Histories:
    """Read the histories only after the timelines are locked."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def of(self, codes: Iterable[ProcedureCode]) -> dict[ProcedureCode, ItemHistory]:
        driver = await driver_of(self._connection)
        keyed_entries: dict[ProcedureCode, list[tuple[SortKey, HistoryEntry]]] = defaultdict(list)
        rows = await driver.fetch(ITEMS, sorted(set(codes)))
        changing = {(row["code"], row["decision_id"]) for row in rows if EFFECTS[ItemKind(row["kind"])].changes_periods}
        for row in rows:
            keyed_entries[ProcedureCode(row["code"])] += _entries(row, (row["code"], row["decision_id"]) in changing)
        return {
            code: ItemHistory(code, tuple(entry for _, entry in sorted(of_code, key=_sort_key)))
            for code, of_code in keyed_entries.items()
        }


def _sort_key(keyed_entry: tuple[SortKey, HistoryEntry]) -> SortKey:
    return keyed_entry[0]


def _entries(row: Any, changing: bool) -> list[tuple[SortKey, HistoryEntry]]:
    """`changing` says whether the Decision changes periods of the procedure. Returns nothing for an item that was
    annulled from its effective date on, or from an earlier day."""
    since = row["effective_from"]
    if since is not None and since <= row["effective_on"]:
        return []
    id = row["decision_id"]
    ground = Ground(
        DecisionReference(id, row["number"], row["issuing_body"], row["signed_on"], row["title"]), row["item"]
    )
    kind = ItemKind(row["kind"])
    applied = AppliedItem(
        ground=ground,
        kind=kind,
        on=row["effective_on"],
        successor_code=row["successor_code"],
        version=row["version"],
        heading=_heading(row),
        online_level=row["online_level"],
        annulled_from=since,
        predecessor_unrecorded=row["predecessor_unrecorded"],
    )
    key = (row["recorded_at"], changing, id, not EFFECTS[kind].changes_periods)
    entries: list[tuple[SortKey, HistoryEntry]] = [(key, applied)]
    if since is not None:
        entries.append(((row["annulled_at"], True, id, False), ItemAnnulment(ground, since)))
    return entries


def _heading(row: Any) -> Heading | None:
    if row["version"] is not None:
        return heading_of_row(row)
    return decode_heading(row["heading"]) if row["predecessor_unrecorded"] and row["heading"] is not None else None
