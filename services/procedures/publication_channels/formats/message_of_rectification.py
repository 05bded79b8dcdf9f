"""What a channel is told of an annulment or a correction: which contents it is to show from when to when, and what it is to remove.

It follows from what the act did to the periods of each procedure, as they were known at that moment: a repeat is the same to the byte.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Any
from uuid import UUID

import orjson

from procedures.decisions.domain.instruments import Rectification
from procedures.decisions.domain.items import Item
from procedures.publication_channels.formats.message import (
    Act,
    Told,
    acts_about,
    days_known,
    decision_row,
    items_of,
    message,
    named,
)

DECISION = "SELECT decision_id FROM rectification WHERE id = $1"
RESULT = """
    SELECT t.item_number, p.code, p.id AS procedure_id, r.version, lower(r.in_force) AS begins, upper(r.in_force) AS ends,
           coalesce(lower(r.known) = $2, false) AS opened, v.content,
           EXISTS (SELECT FROM period c WHERE c.procedure_id = p.id AND upper(c.known) = $2) AS closed
    FROM rectification_procedure t
    JOIN procedure p ON p.id = t.procedure_id
    LEFT JOIN period r ON r.procedure_id = p.id AND r.known @> $2::timestamptz
    LEFT JOIN version v ON v.procedure_id = p.id AND v.number = r.version
    WHERE t.act_id = $1 ORDER BY t.item_number, p.code, r.in_force
"""
LEVEL = """
    SELECT i.level
    FROM decision_item i JOIN decision d ON d.id = i.decision_id AND d.recorded_at <= $2
    LEFT JOIN LATERAL (
        SELECT m.effective_on FROM rectification_item m JOIN rectification a ON a.id = m.act_id
        WHERE m.decision_id = i.decision_id AND m.item_number = i.number AND m.effective_on IS NOT NULL AND a.recorded_at <= $2
        ORDER BY a.recorded_at DESC LIMIT 1
    ) mended ON true
    WHERE i.procedure_code = $1 AND i.kind = 'declare_online' AND NOT EXISTS (
        SELECT FROM rectification_item m JOIN rectification a ON a.id = m.act_id
        WHERE m.decision_id = i.decision_id AND m.item_number = i.number AND m.kind = 'annulment' AND a.recorded_at <= $2)
    ORDER BY coalesce(mended.effective_on, i.effective_on) DESC, d.recorded_at DESC LIMIT 1
"""
TYPES = {Rectification.ANNULMENT: "decision.annulled", Rectification.CORRECTION: "decision.corrected"}


async def message_of_rectification(driver: Any, id: UUID, channel: str) -> Told:
    """The push, as `docs/publication.md` describes it."""
    about = UUID(str(await driver.fetchval(DECISION, id)))
    decision, items, acts = await decision_row(driver, about), await items_of(driver, about), await acts_about(driver, about)
    known = acts[: 1 + next(place for place, act in enumerate(acts) if act.id == id)]
    act, days, by_number = known[-1], days_known(items, known), {item.number: item for item in items}
    at = act.row["recorded_at"]
    lines: list[dict[str, Any]] = []
    for (number, code), rows in groupby(await driver.fetch(RESULT, id, at), lambda row: (row["item_number"], row["code"])):
        item, result = by_number[number], list(rows)
        if item.effect.declares_level:
            level = await driver.fetchval(LEVEL, code, at)
            lines += _levelled(item, code, _from(act, days[number]), result, level)
        else:
            lines += _shown(item, code, days[number], result)
    data = {"channel": channel, "decision": named(decision), "rectification": act.said(), "procedures": lines}
    return Told(f"{id}_{channel}", message(TYPES[act.row["kind"]], at, data))


def _shown(item: Item, code: str, day: date, result: Sequence[Any]) -> Iterator[dict[str, Any]]:
    """Each period that is new, and the end of the last. Where nothing became of it there is nothing to do."""
    periods = [row for row in result if row["version"] is not None]
    if not any(row["opened"] or row["closed"] for row in result):
        return
    for row in periods:
        if row["opened"]:
            yield _publish(item, code, row, row["begins"])
    if not periods or periods[-1]["ends"] is not None:
        yield {**_line("remove", item, code, periods[-1]["ends"] if periods else day), "successor_code": item.successor_code}


def _levelled(item: Item, code: str, day: date, result: Sequence[Any], level: str | None) -> Iterator[dict[str, Any]]:
    """A declaration changes no period: the content that is law, with the level that holds from the day on."""
    for row in result:
        if row["version"] is not None and (row["ends"] is None or row["ends"] > day):
            yield {**_publish(item, code, row, max(day, row["begins"])), "online_level": level}
            return


def _publish(item: Item, code: str, row: Any, begins: date) -> dict[str, Any]:
    told = {**_line("publish", item, code, begins), "effective_to": row["ends"], "predecessor_code": None, "online_level": None}
    if code == item.successor_code:
        told["predecessor_code"] = item.code
    return {**told, "version": row["version"], "content": orjson.Fragment(row["content"])}


def _line(act: str, item: Item, code: str, day: date) -> dict[str, Any]:
    said = {
        "code": code,
        "item": item.number,
        "kind": item.kind.value,
        "effective_on": day,
        "legal_document_number": item.legal_document_number,
    }
    return {"act": act, **said}


def _from(act: Act, day: date) -> date:
    return day if act.annulled_from is None else max(act.annulled_from, day)
