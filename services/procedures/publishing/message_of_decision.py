"""What a channel is told of a Decision: each procedure that it is to publish, with its whole content, and each that it is to remove.

Only what never changes is put in, so that a repeat is the same to the byte: the law as the Decision made it at the moment when it
became known, not as it is when the message goes out. What came later is told by its own Decision.
"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

import orjson

from common.clock import as_text
from procedures.domain.publication_channels import Act, Line, lines_of
from procedures.storage.rows import item_in

DECISION = """
    SELECT d.id, d.number, d.issuing_body, d.signed_on, d.agency_code, d.title, d.shortened, d.published_on, d.recorded_at
    FROM decision d WHERE d.id = $1
"""
DOCUMENTS = "SELECT number, title, issued_on, effective_on FROM legal_document WHERE decision_id = $1 ORDER BY number"
ITEMS = """
    SELECT number, kind, procedure_code, successor_code, effective_on, legal_document, level,
           name, field_code, agency_code, levels, population_fields, changed_parts,
           published_as, national_code, national_decision, fee_delegation
    FROM decision_item WHERE decision_id = $1 ORDER BY number
"""
CONTENTS = """
    SELECT p.code, v.number, v.content
    FROM unnest($1::text[], $2::date[]) AS asked (code, day)
    JOIN procedure p ON p.code = asked.code
    JOIN period r ON r.procedure_id = p.id AND r.in_force @> asked.day AND r.known @> $3::timestamptz
    JOIN version v ON v.procedure_id = p.id AND v.number = r.version
"""
NAMED = ("id", "number", "issuing_body", "signed_on", "agency_code", "title", "shortened", "published_on")


async def message_of_decision(driver: Any, id: UUID, channel: str) -> bytes:
    """The body of the push, as `docs/publication.md` describes it."""
    decision = await driver.fetchrow(DECISION, id)
    lines = [line for row in await driver.fetch(ITEMS, id) for line in lines_of(item_in(row))]
    published = [line for line in lines if line.act is Act.PUBLISH]
    codes, days = [line.code for line in published], [line.item.effective_on for line in published]
    versions = {row["code"]: row for row in await driver.fetch(CONTENTS, codes, days, decision["recorded_at"])}
    data = {
        "channel": channel,
        "decision": {**{name: decision[name] for name in NAMED}, "id": str(id)},
        "legal_documents": [dict(row) for row in await driver.fetch(DOCUMENTS, id)],
        "procedures": [_told(line, versions) for line in lines],
    }
    return orjson.dumps({"type": "decision.published", "timestamp": as_text(decision["recorded_at"]), "data": data})


def _told(line: Line, versions: Mapping[str, Any]) -> dict[str, Any]:
    item = line.item
    told = {
        "act": line.act.value,
        "code": line.code,
        "item": item.number,
        "kind": item.kind.value,
        "effective_on": item.effective_on,
        "legal_document": item.ground,
    }
    if line.act is Act.REMOVE:
        return {**told, "successor_code": item.successor}
    version = versions[line.code]
    predecessor = None if item.successor is None else item.code
    made = {"version": version["number"], "content": orjson.Fragment(version["content"])}
    return {**told, "predecessor_code": predecessor, "online_level": item.level, **made}
