"""Which Decisions there are, newest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, Select, case, func, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from procedures.law.domain.references import Status
from procedures.shared.queries.rows import rows_of, with_those_below
from procedures.tables import agency, decision, decision_item, rectification


@dataclass(frozen=True, slots=True)
class DecisionFilter:
    """None leaves a filter out. `drafts` says whether the caller may see drafts at all."""

    drafts: bool
    status: str | None = None
    agency: str | None = None
    year: int | None = None
    topic: str | None = None


async def decisions(
    read: AsyncConnection, criteria: DecisionFilter, after: tuple[Any, ...], limit: int
) -> Sequence[Row[Any]]:
    """By signing day and id, from behind `after`."""
    statement = seen(criteria.drafts).order_by(decision.c.signed_on.desc(), decision.c.id.desc()).limit(limit)
    if after:
        statement = statement.where(tuple_(decision.c.signed_on, decision.c.id) < after)
    return await rows_of(read, _filtered(statement, criteria))


def seen(drafts: bool) -> Select[Any]:
    """Decisions with the name of their agency and the count of their items. An annulment or a correction is a revision
    too."""
    items = select(func.count()).where(decision_item.c.decision_id == decision.c.id).scalar_subquery()
    in_time = decision.c.signed_on <= decision.c.due_on
    judged = func.json_build_object("due_on", decision.c.due_on, "in_time", in_time, "article", decision.c.due_article)
    timeliness = case((decision.c.due_on.is_not(None), judged))
    acts = select(func.count()).where(rectification.c.decision_id == decision.c.id).scalar_subquery()
    revision = (decision.c.revision + acts).label("revision")
    kept = [column for column in decision.c if column is not decision.c.revision]
    return (
        select(
            *kept,
            revision,
            agency.c.name.label("agency_name"),
            items.label("item_count"),
            timeliness.label("timeliness"),
        )
        .join(agency, agency.c.code == decision.c.agency_code)
        .where(decision.c.status.in_(shown(drafts)))
    )


def shown(drafts: bool) -> list[str]:
    """The states of Decisions that a caller may see; `drafts`: whether of those on their way too."""
    return [
        status.value for status in Status if status is Status.PUBLISHED or (drafts and status is not Status.DISCARDED)
    ]


def _filtered(statement: Select[Any], criteria: DecisionFilter) -> Select[Any]:
    if criteria.status is not None:
        statement = statement.where(decision.c.status == criteria.status)
    if criteria.agency is not None:
        statement = statement.where(with_those_below(decision.c.agency_code, criteria.agency))
    if criteria.year is not None:
        statement = statement.where(decision.c.signed_year == criteria.year)
    if criteria.topic is not None:
        statement = statement.where(decision.c.topics.contains([criteria.topic]))
    return statement
