"""The histories of procedures: their published items with the annulments and corrections of these, in the order in
which this system recorded them."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from common.database.connections import driver_of
from procedures.law.domain.item_effects import EFFECTS
from procedures.law.domain.periods import Ground
from procedures.law.domain.references import DecisionReference, ItemKind
from procedures.law.storage.content_rows import heading_of_row
from procedures.rectification.domain.replay import AppliedItem, HistoryEntry, ItemAnnulment, ItemHistory
from procedures.shared.domain.procedure_codes import ProcedureCode

ITEMS = """
    SELECT p.code, i.decision_id, i.number AS item, i.kind, i.successor_code, i.online_level, d.number, d.issuing_body,
           d.signed_on, d.title, d.recorded_at, coalesce(c.effective_on, i.effective_on) AS effective_on,
           a.effective_from, a.recorded_at AS annulled_at,
           v.number AS version, v.name, v.field_code, v.agency_code, v.levels, v.population_fields
    FROM procedure p
    JOIN decision_item i ON i.procedure_code = p.code OR i.successor_code = p.code
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
SortKey = tuple[datetime, bool, UUID]
"""When it was recorded, whether it changes periods, and the Decision. An item that changes no period may share its
moment with a later item about the same procedure."""


class Histories:
    """Read the histories only after the timelines are locked."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def of(self, codes: Iterable[ProcedureCode]) -> dict[ProcedureCode, ItemHistory]:
        driver = await driver_of(self._connection)
        keyed_entries: dict[ProcedureCode, list[tuple[SortKey, HistoryEntry]]] = defaultdict(list)
        for row in await driver.fetch(ITEMS, sorted(set(codes))):
            keyed_entries[ProcedureCode(row["code"])] += _entries(row)
        return {
            code: ItemHistory(code, tuple(entry for _, entry in sorted(of_code, key=_sort_key)))
            for code, of_code in keyed_entries.items()
        }


def _sort_key(keyed_entry: tuple[SortKey, HistoryEntry]) -> SortKey:
    return keyed_entry[0]


def _entries(row: Any) -> list[tuple[SortKey, HistoryEntry]]:
    """Returns nothing for an item that was annulled from its effective date on, or from an earlier day."""
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
        heading=None if row["version"] is None else heading_of_row(row),
        online_level=row["online_level"],
        annulled_from=since,
    )
    entries: list[tuple[SortKey, HistoryEntry]] = [((row["recorded_at"], EFFECTS[kind].changes_periods, id), applied)]
    if since is not None:
        entries.append(((row["annulled_at"], True, id), ItemAnnulment(ground, since)))
    return entries
