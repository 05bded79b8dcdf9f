"""All published Decisions with their relations to other ones: whose lists they replace, whose versions they amend,
whose procedures they end, and by which instruments they were annulled or corrected."""

from collections import defaultdict
from collections.abc import AsyncIterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select, text, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from procedures.law.domain.references import Status
from procedures.law.queries.replaced_and_replacing import list_replacements
from procedures.open_data.domain.decision_relations import DecisionWithRelations, RelatedDecision, Relation
from procedures.tables import decision

BATCH = 500


AMENDED = """
    SELECT v.decision_id, 'amends' AS relation, o.id, o.number, o.issuing_body, o.signed_on, o.title,
        array_agg(DISTINCT p.code) AS procedures
    FROM version v
    JOIN decision_item i ON (i.decision_id, i.number) = (v.decision_id, v.item_number)
        AND i.kind IN ('amend', 'standardise', 'replace') AND i.successor_code IS NULL
    JOIN procedure p ON p.id = v.procedure_id
    JOIN period made ON (made.procedure_id, made.version) = (v.procedure_id, v.number) AND upper_inf(made.known)
    JOIN period before ON before.procedure_id = v.procedure_id AND upper_inf(before.known)
        AND upper(before.in_force) = lower(made.in_force)
    JOIN version b ON (b.procedure_id, b.number) = (before.procedure_id, before.version)
    JOIN decision o ON o.id = b.decision_id AND o.id <> v.decision_id
    WHERE v.decision_id = ANY(:ids)
    GROUP BY v.decision_id, o.id
"""
ENDED = """
    SELECT i.decision_id, 'repeals' AS relation, o.id, o.number, o.issuing_body, o.signed_on, o.title,
        array_agg(DISTINCT p.code) AS procedures
    FROM decision_item i
    JOIN procedure p ON p.code = current_code(i.procedure_code)
    JOIN period ended ON ended.procedure_id = p.id AND upper_inf(ended.known) AND upper(ended.in_force) IN (
        SELECT i.effective_on UNION
        SELECT c.effective_on FROM rectification_item c
        WHERE (c.decision_id, c.item_number) = (i.decision_id, i.number))
    JOIN version b ON (b.procedure_id, b.number) = (ended.procedure_id, ended.version)
    JOIN decision o ON o.id = b.decision_id AND o.id <> i.decision_id
    WHERE i.decision_id = ANY(:ids) AND (i.kind = 'repeal' OR i.successor_code IS NOT NULL)
    GROUP BY i.decision_id, o.id
"""
RECTIFIED = """
    SELECT r.decision_id, CASE r.kind WHEN 'annulment' THEN 'annulled_by' ELSE 'corrected_by' END AS relation,
        r.id, r.number, r.issuing_body, r.signed_on, r.title, ARRAY[]::text[] AS procedures
    FROM rectification r WHERE r.decision_id = ANY(:ids)
"""
RELATED = text(f"{AMENDED} UNION ALL {ENDED} UNION ALL {RECTIFIED} ORDER BY relation, signed_on, id")
COLUMNS = tuple(
    decision.c[name]
    for name in ("id", "number", "canonical_number", "issuing_body", "signed_on", "published_on", "title")
)


async def published_decisions(read: AsyncConnection) -> AsyncIterator[Sequence[DecisionWithRelations]]:
    """Batches in the order in which the Decisions were signed."""
    key = decision.c.signed_on, decision.c.id
    statement = select(*COLUMNS).where(decision.c.status == Status.PUBLISHED.value).order_by(*key).limit(BATCH)
    rows = (await read.execute(statement)).all()
    while rows:
        relations = await _relations(read, [row.id for row in rows])
        yield [DecisionWithRelations(**row._asdict(), relations=relations[row.id]) for row in rows]
        following = statement.where(tuple_(*key) > (rows[-1].signed_on, rows[-1].id))
        rows = (await read.execute(following)).all()


async def _relations(read: AsyncConnection, ids: Sequence[UUID]) -> Mapping[UUID, list[RelatedDecision]]:
    relations: dict[UUID, list[RelatedDecision]] = defaultdict(list)
    replacements = await list_replacements(read, ids)
    for id, replaced in replacements.replaces.items():
        relations[id] += [_of_row(Relation.REPLACES_LISTS_OF, row) for row in replaced]
    for row in await read.execute(RELATED, {"ids": ids}):
        relations[row.decision_id].append(_of_row(Relation(row.relation), row, row.procedures))
    return relations


def _of_row(relation: Relation, row: Row[Any], procedures: Sequence[str] = ()) -> RelatedDecision:
    return RelatedDecision(relation, row.id, row.number, row.issuing_body, row.signed_on, row.title, procedures)
