"""What a channel is told of a Decision: each procedure that it is to publish, with its whole content, and each that it is to remove.

Only what never changes is put in, so that a repeat is the same to the byte: the law as the Decision made it at the moment when it
became known, not as it is when the message goes out. What came later is told by its own Decision. But a Decision that was annulled or
corrected before the channel heard of it is told as such, under another id: never as if it stood.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import orjson

from procedures.decisions.domain.items import Item
from procedures.publication_channels.domain.publications import Act as Deed
from procedures.publication_channels.domain.publications import Line, lines_of
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

DOCUMENTS = "SELECT number, title, issued_on, effective_on FROM legal_document WHERE decision_id = $1 ORDER BY number"
CONTENTS = """
    SELECT p.code, v.number, v.content
    FROM unnest($1::text[], $2::date[]) AS asked (code, day)
    JOIN procedure p ON p.code = asked.code
    JOIN period r ON r.procedure_id = p.id AND r.in_force @> asked.day AND r.known @> $3::timestamptz
    JOIN version v ON v.procedure_id = p.id AND v.number = r.version
"""
MENDED = """
    SELECT p.code, v.number, v.content
    FROM version v JOIN procedure p ON p.id = v.procedure_id
    WHERE v.decision_id = $1 AND v.correction_id = ANY ($2) ORDER BY v.number
"""


async def message_of_decision(driver: Any, id: UUID, channel: str) -> Told:
    """The push, as `docs/publication.md` describes it."""
    decision, items, acts = await decision_row(driver, id), await items_of(driver, id), await acts_about(driver, id)
    annulled = {number: act.annulled_from for act in acts if act.annulled_from is not None for number in act.items}
    lines = list(_lines_still_told(items, days_known(items, acts), annulled))
    versions = await _versions(driver, decision, items, acts)
    data = {
        "channel": channel,
        "decision": named(decision),
        "legal_documents": [dict(row) for row in await driver.fetch(DOCUMENTS, id)],
        "procedures": [{**_told(line, versions), **_until(annulled.get(line.item.number))} for line in lines],
    }
    if acts:
        data["rectifications"] = [act.said() for act in acts]
    told_as = "_".join([str(id), channel, *(str(act.id) for act in acts[-1:])])
    return Told(told_as, message("decision.published", decision["recorded_at"], data))


def _lines_still_told(items: Sequence[Item], days: Mapping[int, date], annulled: Mapping[int, date]) -> Iterator[Line]:
    """With the days that are right. What was annulled from its own day on was never law, and is not told."""
    for item in items:
        day = days[item.number]
        if item.number not in annulled or annulled[item.number] > day:
            yield from lines_of(replace(item, effective_on=day))


async def _versions(driver: Any, decision: Any, items: Sequence[Item], acts: Sequence[Act]) -> dict[str, Any]:
    """By code: what each item published is, with the content that is right."""
    published = [line for item in items for line in lines_of(item) if line.act is Deed.PUBLISH]
    codes, days = [line.code for line in published], [line.item.effective_on for line in published]
    versions = {row["code"]: row for row in await driver.fetch(CONTENTS, codes, days, decision["recorded_at"])}
    if acts:
        versions |= {row["code"]: row for row in await driver.fetch(MENDED, decision["id"], [act.id for act in acts])}
    return versions


def _until(annulled_from: date | None) -> dict[str, date]:
    return {} if annulled_from is None else {"annulled_from": annulled_from}


def _told(line: Line, versions: Mapping[str, Any]) -> dict[str, Any]:
    item = line.item
    told = {
        "act": line.act.value,
        "code": line.code,
        "item": item.number,
        "kind": item.kind.value,
        "effective_on": item.effective_on,
        "legal_document_number": item.legal_document_number,
    }
    if line.act is Deed.REMOVE:
        return {**told, "successor_code": item.successor_code}
    version = versions[line.code]
    predecessor = None if item.successor_code is None else item.code
    made = {"version": version["number"], "content": orjson.Fragment(version["content"])}
    return {**told, "predecessor_code": predecessor, "online_level": item.level, **made}
