"""What published items did to procedures, in the order in which this system came to know them, with what was done about
them later."""

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
from procedures.rectification.domain.replay import Act, AppliedItem, ItemHistory, Undoing
from procedures.shared.domain.procedure_codes import ProcedureCode

ACTS = """
    SELECT p.code, i.decision_id, i.number AS item, i.kind, i.successor_code, i.online_level, d.number, d.issuing_body, d.signed_on, d.title,
           d.recorded_at, coalesce(c.effective_on, i.effective_on) AS effective_on, a.effective_from, a.recorded_at AS annulled_at,
           v.number AS version, v.name, v.field_code, v.agency_code, v.levels, v.population_fields
    FROM procedure p
    JOIN decision_item i ON i.procedure_code = p.code OR i.successor_code = p.code
    JOIN decision d ON d.id = i.decision_id AND d.status = 'published'
    LEFT JOIN rectification_item x ON x.decision_id = i.decision_id AND x.item_number = i.number AND x.kind = 'annulment'
    LEFT JOIN rectification a ON a.id = x.rectification_id
    LEFT JOIN LATERAL (
        SELECT y.effective_on FROM rectification_item y JOIN rectification b ON b.id = y.rectification_id
        WHERE y.decision_id = i.decision_id AND y.item_number = i.number AND y.effective_on IS NOT NULL
        ORDER BY b.recorded_at DESC LIMIT 1
    ) c ON true
    LEFT JOIN LATERAL (
        SELECT * FROM version w WHERE w.procedure_id = p.id AND w.decision_id = i.decision_id AND w.item_number = i.number
        ORDER BY w.number DESC LIMIT 1
    ) v ON true
    WHERE p.code = ANY($1)
"""
Moment = tuple[datetime, bool, UUID]
"""An item that changes no period may share its moment with a later item about the same procedure."""


class Histories:
    """Ask after the timelines are locked."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def of(self, codes: Iterable[ProcedureCode]) -> dict[ProcedureCode, ItemHistory]:
        driver = await driver_of(self._connection)
        acts: dict[ProcedureCode, list[tuple[Moment, Act]]] = defaultdict(list)
        for row in await driver.fetch(ACTS, sorted(set(codes))):
            acts[ProcedureCode(row["code"])] += _acts(row)
        return {
            code: ItemHistory(code, tuple(act for _, act in sorted(of_code, key=_moment)))
            for code, of_code in acts.items()
        }


def _moment(timed: tuple[Moment, Act]) -> Moment:
    return timed[0]


def _acts(row: Any) -> list[tuple[Moment, Act]]:
    """An item that was annulled from its own day on, or from an earlier one, never was."""
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
    done: list[tuple[Moment, Act]] = [((row["recorded_at"], EFFECTS[kind].changes_periods, id), applied)]
    return done if since is None else [*done, ((row["annulled_at"], True, id), Undoing(ground, since))]
