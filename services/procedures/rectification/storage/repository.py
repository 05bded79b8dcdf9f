"""Annulments and corrections: written once, with what they did to each procedure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from common.database.connections import driver_of
from procedures.decisions.domain.decision import Decision
from procedures.decisions.domain.instruments import Instrument
from procedures.law.domain.changes import Change
from procedures.law.domain.contents import Content
from procedures.law.storage.content_rows import content_columns, decode_content
from procedures.rectification.domain.annulment import Annulment
from procedures.rectification.domain.correction import Corrected, Correction
from procedures.tables import rectification, rectification_item, rectification_procedure

IDS = "SELECT code, id FROM procedure WHERE code = ANY($1)"
CONTENTS = """
    SELECT DISTINCT ON (v.item_number) v.item_number, v.content::text
    FROM version v WHERE v.decision_id = $1 AND v.procedure_id IN (
        SELECT p.id FROM decision_item i JOIN procedure p ON p.code = coalesce(i.successor_code, i.procedure_code)
        WHERE i.decision_id = $1 AND i.number = ANY($2))
    ORDER BY v.item_number, v.number DESC
"""
ADD_VERSIONS = """
    INSERT INTO version (procedure_id, number, decision_id, item_number, name, field_code, agency_code, levels, population_fields,
                         content, correction_id)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
"""


@dataclass(frozen=True, slots=True)
class RectifiedSoFar:
    """What was done about one Decision already: `acts` counts it; `annulled` and `days` go by the item's number.
    `entire_decision`: it was annulled
    as such."""

    acts: int
    annulled: Mapping[int, date]
    days: Mapping[int, date]
    entire_decision: bool


class Rectifications:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def about(self, decision: Decision) -> RectifiedSoFar:
        """`days`: from when each item takes effect, as far as is known."""
        act, of_item = rectification, rectification_item
        statement = (
            select(act.c.id, act.c.entire_decision, of_item.c.item_number, act.c.effective_from, of_item.c.effective_on)
            .outerjoin(of_item, of_item.c.rectification_id == act.c.id)
            .where(act.c.decision_id == decision.id)
            .order_by(act.c.recorded_at)
        )
        rows = (await self._connection.execute(statement)).all()
        days = {item.number: item.effective_on for item in decision.items}
        days |= {row.item_number: row.effective_on for row in rows if row.effective_on is not None}
        annulled = {
            row.item_number: row.effective_from for row in rows if None not in (row.effective_from, row.item_number)
        }
        return RectifiedSoFar(len({row.id for row in rows}), annulled, days, any(row.entire_decision for row in rows))

    async def contents(self, decision: Decision, items: Iterable[int]) -> dict[int, Content]:
        """What holds as the content of each of the items that has one."""
        driver = await driver_of(self._connection)
        return {number: decode_content(text) for number, text in await driver.fetch(CONTENTS, decision.id, list(items))}

    async def add_annulment(
        self, annulment: Annulment, decision: Decision, changes: Sequence[Change], by: str, at: datetime
    ) -> None:
        said = {"effective_from": annulment.since, "entire_decision": annulment.entire_decision}
        await self._add("annulment", annulment.instrument, decision, by, at, **said)
        await self._add_items("annulment", annulment.instrument, decision, {number: {} for number in annulment.items})
        await self._add_procedures(annulment.instrument, changes)

    async def add_correction(
        self, correction: Correction, decision: Decision, changes: Sequence[Corrected], by: str, at: datetime
    ) -> None:
        """Also the versions with the right contents, which the periods that are written next are of."""
        instrument = correction.instrument
        await self._add("correction", instrument, decision, by, at)
        said = {change.ground.item: change.former_effective_on for change in changes}
        items = {
            right.number: {
                "previous_effective_on": said[right.number] if right.effective_on else None,
                "effective_on": right.effective_on,
                "corrected_parts": list(right.parts) if right.content else None,
            }
            for right in correction.statements
        }
        await self._add_items("correction", instrument, decision, items)
        ids = await self._add_procedures(instrument, changes)
        contents = {right.number: right.content for right in correction.statements if right.content is not None}
        rows = [
            (
                ids[one.code],
                one.corrected_version,
                decision.id,
                one.ground.item,
                *content_columns(contents[one.ground.item]),
                instrument.id,
            )
            for one in changes
            if one.corrected_version is not None
        ]
        await (await driver_of(self._connection)).executemany(ADD_VERSIONS, rows)

    async def _add(self, kind: str, one: Instrument, decision: Decision, by: str, at: datetime, **said: Any) -> None:
        cited = {
            f"legal_document_{name}": getattr(one.legal_document, name)
            for name in ("number", "title", "issued_on", "effective_on", "provincial")
        }
        plain = {name: getattr(one, name) for name in ("id", "number", "issuing_body", "signed_on", "title", "reason")}
        row = {**plain, **cited, **said, "kind": kind, "decision_id": decision.id, "recorded_by": by, "recorded_at": at}
        await self._connection.execute(insert(rectification).values(**row))

    async def _add_items(
        self, kind: str, one: Instrument, decision: Decision, items: Mapping[int, Mapping[str, Any]]
    ) -> None:
        rows = [
            {"rectification_id": one.id, "decision_id": decision.id, "kind": kind, "item_number": number, **said}
            for number, said in items.items()
        ]
        if rows:
            await self._connection.execute(insert(rectification_item), rows)

    async def _add_procedures(self, one: Instrument, changes: Sequence[Change]) -> Mapping[str, int]:
        ids = dict(await (await driver_of(self._connection)).fetch(IDS, [change.code for change in changes]))
        rows = [
            {
                "rectification_id": one.id,
                "procedure_id": ids[change.code],
                "item_number": change.ground.item,
                "version": change.corrected_version if isinstance(change, Corrected) else None,
            }
            for change in changes
        ]
        if rows:
            await self._connection.execute(insert(rectification_procedure), rows)
        return ids
