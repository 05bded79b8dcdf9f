"""Whose lists a Decision replaces, and which Decisions replace its lists."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Row, and_, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from procedures.law.domain.references import Status
from procedures.shared.queries.rows import rows_of
from procedures.tables import decision, list_replacement


@dataclass(frozen=True, slots=True)
class ListReplacements:
    """Of each Decision by its id. A Decision that is not recorded here has neither id nor title."""

    replaces: Mapping[UUID, Sequence[Row[Any]]]
    replaced_by: Mapping[UUID, Sequence[Row[Any]]]


async def list_replacements(read: AsyncConnection, ids: Collection[UUID]) -> ListReplacements:
    """A Decision that was named by number and day counts as the published one of this number, body and day, also where
    it was recorded later. Drafts replace nothing yet, so `replaced_by` leaves them out."""
    if not ids:
        return ListReplacements({}, {})
    stated, replaced = list_replacement.c, decision.alias("replaced")
    same = or_(
        replaced.c.id == stated.replaced_id,
        and_(
            stated.replaced_id.is_(None),
            replaced.c.canonical_number == stated.canonical_number,
            replaced.c.issuing_body == stated.issuing_body,
            replaced.c.signed_on == stated.signed_on,
            replaced.c.status == Status.PUBLISHED.value,
        ),
    )
    replaces = (
        select(
            stated.decision_id, replaced.c.id, stated.number, stated.issuing_body, stated.signed_on, replaced.c.title
        )
        .outerjoin(replaced, same)
        .where(stated.decision_id.in_(ids))
        .order_by(stated.decision_id, stated.position)
    )
    replacing = decision.c
    replaced_by = (
        select(
            replaced.c.id.label("decision_id"),
            replacing.id,
            replacing.number,
            replacing.issuing_body,
            replacing.signed_on,
            replacing.title,
        )
        .select_from(list_replacement.join(decision, replacing.id == stated.decision_id).join(replaced, same))
        .where(replaced.c.id.in_(ids), replacing.status == Status.PUBLISHED.value)
        .order_by(replacing.signed_on, replacing.id)
    )
    return ListReplacements(_by_decision(await rows_of(read, replaces)), _by_decision(await rows_of(read, replaced_by)))


def _by_decision(rows: Sequence[Row[Any]]) -> Mapping[UUID, Sequence[Row[Any]]]:
    of_decision: dict[UUID, list[Row[Any]]] = defaultdict(list)
    for row in rows:
        of_decision[row.decision_id].append(row)
    return of_decision
