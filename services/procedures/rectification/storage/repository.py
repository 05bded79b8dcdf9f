"""Annulments and corrections, which are written once, with the procedures that they concern."""

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
        SELECT p.id FROM decision_item i
        JOIN procedure p ON p.code = current_code(coalesce(i.successor_code, i.procedure_code))
        WHERE i.decision_id = $1 AND i.number = ANY($2))
    ORDER BY v.item_number, v.number DESC
"""
ADD_VERSIONS = """
    INSERT INTO version (procedure_id, number, decision_id, item_number, name, field_code, agency_code, levels,
                         population_fields, content, correction_id)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
"""


@dataclass(frozen=True, slots=True)
class RectificationState:
    """The rectifications of one Decision until now. `count` is their number. `annulled` has the stated day of each
    annulled item, and `effective_dates` the current effective date of each item, both by the number of the item.
    `entire_decision` is true if the entire Decision is annulled."""

    count: int
    annulled: Mapping[int, date]
    effective_dates: Mapping[int, date]
    entire_decision: bool


class Rectifications:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def state_of(self, decision: Decision) -> RectificationState:
        item = rectification_item
        statement = (
            select(
                rectification.c.id,
                rectification.c.entire_decision,
                item.c.item_number,
                rectification.c.effective_from,
                item.c.effective_on,
            )
            .outerjoin(item, item.c.rectification_id == rectification.c.id)
            .where(rectification.c.decision_id == decision.id)
            .order_by(rectification.c.recorded_at)
        )
        rows = (await self._connection.execute(statement)).all()
        effective_dates = {item.number: item.effective_on for item in decision.items}
        effective_dates |= {row.item_number: row.effective_on for row in rows if row.effective_on is not None}
        annulled = {
            row.item_number: row.effective_from for row in rows if None not in (row.effective_from, row.item_number)
        }
        return RectificationState(
            len({row.id for row in rows}), annulled, effective_dates, any(row.entire_decision for row in rows)
        )

    async def contents(self, decision: Decision, items: Iterable[int]) -> dict[int, Content]:
        """Returns the current content of each of the items that has one."""
        driver = await driver_of(self._connection)
        return {number: decode_content(text) for number, text in await driver.fetch(CONTENTS, decision.id, list(items))}

    async def add_annulment(
        self, annulment: Annulment, decision: Decision, changes: Sequence[Change], by: str, recorded_at: datetime
    ) -> None:
        columns = {"effective_from": annulment.since, "entire_decision": annulment.entire_decision}
        await self._add("annulment", annulment.instrument, decision, by, recorded_at, **columns)
        await self._add_items("annulment", annulment.instrument, decision, {number: {} for number in annulment.items})
        await self._add_procedures(annulment.instrument, changes)

    async def add_correction(
        self, correction: Correction, decision: Decision, changes: Sequence[Corrected], by: str, recorded_at: datetime
    ) -> None:
        """Adds the versions with the correct contents too, because the periods that are written next refer to them."""
        instrument = correction.instrument
        await self._add("correction", instrument, decision, by, recorded_at)
        former_dates = {change.ground.item: change.former_effective_on for change in changes}
        items = {
            item.number: {
                "previous_effective_on": former_dates[item.number] if item.effective_on else None,
                "effective_on": item.effective_on,
                "corrected_parts": list(item.parts) if item.content else None,
            }
            for item in correction.items
        }
        await self._add_items("correction", instrument, decision, items)
        ids = await self._add_procedures(instrument, changes)
        contents = {item.number: item.content for item in correction.items if item.content is not None}
        rows = [
            (
                ids[change.code],
                change.corrected_version,
                decision.id,
                change.ground.item,
                *content_columns(contents[change.ground.item]),
                instrument.id,
            )
            for change in changes
            if change.corrected_version is not None
        ]
        await (await driver_of(self._connection)).executemany(ADD_VERSIONS, rows)

    async def _add(
        self, kind: str, instrument: Instrument, decision: Decision, by: str, recorded_at: datetime, **columns: Any
    ) -> None:
        legal_document = {
            f"legal_document_{name}": getattr(instrument.legal_document, name)
            for name in ("number", "title", "issued_on", "effective_on", "provincial")
        }
        attributes = ("id", "number", "issuing_body", "signed_on", "title", "reason")
        row = {
            **{name: getattr(instrument, name) for name in attributes},
            **legal_document,
            **columns,
            "kind": kind,
            "decision_id": decision.id,
            "recorded_by": by,
            "recorded_at": recorded_at,
        }
        await self._connection.execute(insert(rectification).values(**row))

    async def _add_items(
        self, kind: str, instrument: Instrument, decision: Decision, items: Mapping[int, Mapping[str, Any]]
    ) -> None:
        rows = [
            {
                "rectification_id": instrument.id,
                "decision_id": decision.id,
                "kind": kind,
                "item_number": number,
                **columns,
            }
            for number, columns in items.items()
        ]
        if rows:
            await self._connection.execute(insert(rectification_item), rows)

    async def _add_procedures(self, instrument: Instrument, changes: Sequence[Change]) -> Mapping[str, int]:
        ids = dict(await (await driver_of(self._connection)).fetch(IDS, [change.code for change in changes]))
        rows = [
            {
                "rectification_id": instrument.id,
                "procedure_id": ids[change.code],
                "item_number": change.ground.item,
                "version": change.corrected_version if isinstance(change, Corrected) else None,
            }
            for change in changes
        ]
        if rows:
            await self._connection.execute(insert(rectification_procedure), rows)
        return ids
