"""What the messages to channels share: the Decision that they are about, its items, and what was done about it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import orjson

from common.clock import as_text
from procedures.decisions.domain.items import Item
from procedures.decisions.storage.rows import item_in

DECISION = """
    SELECT d.id, d.number, d.issuing_body, d.signed_on, d.agency_code, d.title, d.shortened, d.published_on, d.recorded_at
    FROM decision d WHERE d.id = $1
"""
ITEMS = """
    SELECT number, kind, procedure_code, successor_code, effective_on, legal_document_number, level,
           name, field_code, agency_code, levels, population_fields, changed_parts,
           published_as, national_code, national_decision, fee_delegation
    FROM decision_item WHERE decision_id = $1 ORDER BY number
"""
ACTS = """
    SELECT a.id, a.kind, a.number, a.issuing_body, a.signed_on, a.title, a.reason, a.legal_document_number, a.effective_from, a.whole,
           a.recorded_at, i.item_number, i.effective_on, i.corrected_parts
    FROM rectification a LEFT JOIN rectification_item i ON i.act_id = a.id
    WHERE a.decision_id = $1 ORDER BY a.recorded_at, a.id, i.item_number
"""
NAMED = ("id", "number", "issuing_body", "signed_on", "agency_code", "title", "shortened", "published_on")
ACT_NAMED = (
    "id",
    "kind",
    "number",
    "issuing_body",
    "signed_on",
    "title",
    "reason",
    "legal_document_number",
    "effective_from",
    "whole",
)


@dataclass(frozen=True, slots=True)
class Told:
    """`id` is without a full stop, which the signature sets between its parts. The same id is always the same body."""

    id: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Act:
    """What was done about a Decision. `days`: by the number of each item whose day it mended, the right one."""

    row: Any
    items: tuple[int, ...]
    days: dict[int, date]

    @property
    def id(self) -> UUID:
        return UUID(str(self.row["id"]))

    @property
    def annulled_from(self) -> date | None:
        day: date | None = self.row["effective_from"]
        return day

    def said(self) -> dict[str, Any]:
        return {**{name: self.row[name] for name in ACT_NAMED}, "id": str(self.id), "items": self.items}


async def decision_row(driver: Any, id: UUID) -> Any:
    return await driver.fetchrow(DECISION, id)


async def items_of(driver: Any, id: UUID) -> list[Item]:
    return [item_in(row) for row in await driver.fetch(ITEMS, id)]


async def acts_about(driver: Any, decision: UUID) -> list[Act]:
    """In the order in which this system came to know them."""
    rows: dict[UUID, list[Any]] = {}
    for row in await driver.fetch(ACTS, decision):
        rows.setdefault(row["id"], []).append(row)
    return [_act(of_act) for of_act in rows.values()]


def days_known(items: Iterable[Item], acts: Iterable[Act]) -> dict[int, date]:
    """From when each item takes effect, by its number, once these acts are known."""
    days = {item.number: item.effective_on for item in items}
    for act in acts:
        days |= act.days
    return days


def message(type: str, at: Any, data: dict[str, Any]) -> bytes:
    return orjson.dumps({"type": type, "timestamp": as_text(at), "data": data})


def named(decision: Any) -> dict[str, Any]:
    return {**{name: decision[name] for name in NAMED}, "id": str(decision["id"])}


def _act(rows: Sequence[Any]) -> Act:
    days = {row["item_number"]: row["effective_on"] for row in rows if row["effective_on"] is not None}
    return Act(rows[0], tuple(row["item_number"] for row in rows if row["item_number"] is not None), days)
