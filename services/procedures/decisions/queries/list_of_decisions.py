"""Lists of Decisions, newest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, Select, func, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from procedures.decisions.domain.draft_access import ActingAgency
from procedures.decisions.queries.visible_decisions import is_visible_to
from procedures.shared.domain.document_numbers import CanonicalNumber
from procedures.shared.queries.rows import in_agency_or_below, rows_of
from procedures.tables import agency, decision, decision_item, rectification

TIMELINESS = (
    decision.c.due_on.label("timeliness_due_on"),
    (decision.c.signed_on <= decision.c.due_on).label("timeliness_in_time"),
    decision.c.due_article.label("timeliness_article"),
)


@dataclass(frozen=True, slots=True)
class DecisionFilter:
    """A filter that is None does not apply. `acting` is the agency that decides which drafts are listed."""

    acting: ActingAgency
    status: str | None = None
    agency: str | None = None
    year: int | None = None
    topic: str | None = None
    number: CanonicalNumber | None = None


async def decisions(
    read: AsyncConnection, criteria: DecisionFilter, after: tuple[Any, ...], limit: int
) -> Sequence[Row[Any]]:
    """Decisions by signing day and id, starting after the key `after`."""
    statement = (
        visible_decisions(criteria.acting).order_by(decision.c.signed_on.desc(), decision.c.id.desc()).limit(limit)
    )
    if after:
        statement = statement.where(tuple_(decision.c.signed_on, decision.c.id) < after)
    return await rows_of(read, _filtered(statement, criteria))


def visible_decisions(acting: ActingAgency) -> Select[Any]:
    """The Decisions that the agency may see, with the name of their agency and the number of their items. The revision
    counts annulments and corrections too."""
    items = select(func.count()).where(decision_item.c.decision_id == decision.c.id).scalar_subquery()
    rectifications = select(func.count()).where(rectification.c.decision_id == decision.c.id).scalar_subquery()
    revision = (decision.c.revision + rectifications).label("revision")
    columns = [column for column in decision.c if column is not decision.c.revision]
    return (
        select(
            *columns,
            revision,
            agency.c.name.label("agency_name"),
            items.label("item_count"),
            *TIMELINESS,
        )
        .join(agency, agency.c.code == decision.c.agency_code)
        .where(is_visible_to(acting))
    )


def _filtered(statement: Select[Any], criteria: DecisionFilter) -> Select[Any]:
    if criteria.status is not None:
        statement = statement.where(decision.c.status == criteria.status)
    if criteria.agency is not None:
        statement = statement.where(in_agency_or_below(decision.c.agency_code, criteria.agency))
    if criteria.year is not None:
        statement = statement.where(decision.c.signed_year == criteria.year)
    if criteria.topic is not None:
        statement = statement.where(decision.c.topics.contains([criteria.topic]))
    if criteria.number is not None:
        statement = statement.where(decision.c.canonical_number == criteria.number)
    return statement
