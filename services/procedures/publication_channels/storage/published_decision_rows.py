"""A published Decision with its items and the instruments that annulled or corrected it."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from procedures.decisions.domain.instruments import RectificationKind
from procedures.decisions.storage.rows import item_in
from procedures.publication_channels.domain.published_decision import (
    DecisionHeading,
    PublishedDecision,
    RecordedInstrument,
)

DECISION = """
    SELECT d.number, d.issuing_body, d.signed_on, d.agency_code, d.title, d.shortened, d.published_on, d.recorded_at
    FROM decision d WHERE d.id = $1
"""
ITEMS = """
    SELECT number, kind, current_code(procedure_code) AS procedure_code,
           current_code(successor_code) AS successor_code, effective_on, legal_document_number, online_level,
           name, field_code, agency_code, levels, population_fields, changed_parts,
           published_as, ministry_publication_code, ministry_publication_decision_number, fee_delegation,
           predecessor_unrecorded, heading::text AS heading, designation, list, section, list_number
    FROM decision_item WHERE decision_id = $1 ORDER BY number
"""
INSTRUMENTS = """
    SELECT a.id, a.kind, a.number, a.issuing_body, a.signed_on, a.title, a.reason, a.legal_document_number,
           a.effective_from, a.entire_decision, a.recorded_at, i.item_number, i.effective_on
    FROM rectification a LEFT JOIN rectification_item i ON i.rectification_id = a.id
    WHERE a.decision_id = $1 ORDER BY a.recorded_at, a.id, i.item_number
"""
DOCUMENTS = (
    "SELECT number, title, issued_on, effective_on, ministry_decision FROM legal_document WHERE decision_id = $1"
    " ORDER BY number"
)


async def published_decision(driver: Any, id: UUID) -> PublishedDecision:
    heading = DecisionHeading(id, *await driver.fetchrow(DECISION, id))
    items = [item_in(row) for row in await driver.fetch(ITEMS, id)]
    rows: dict[UUID, list[Any]] = {}
    for row in await driver.fetch(INSTRUMENTS, id):
        rows.setdefault(UUID(str(row["id"])), []).append(row)
    return PublishedDecision(heading, items, [_instrument(id, of_instrument) for id, of_instrument in rows.items()])


async def legal_documents(driver: Any, decision: UUID) -> Sequence[Mapping[str, Any]]:
    return [dict(row) for row in await driver.fetch(DOCUMENTS, decision)]


def _instrument(id: UUID, rows: Sequence[Any]) -> RecordedInstrument:
    first = rows[0]
    return RecordedInstrument(
        id=id,
        kind=RectificationKind(first["kind"]),
        number=first["number"],
        issuing_body=first["issuing_body"],
        signed_on=first["signed_on"],
        title=first["title"],
        reason=first["reason"],
        legal_document_number=first["legal_document_number"],
        effective_from=first["effective_from"],
        entire_decision=first["entire_decision"],
        recorded_at=first["recorded_at"],
        items=tuple(row["item_number"] for row in rows if row["item_number"] is not None),
        days={row["item_number"]: row["effective_on"] for row in rows if row["effective_on"] is not None},
    )
