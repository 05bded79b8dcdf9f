"""How one published Decision, and what was done about it, stands with each of its channels."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Date, Row, and_, case, func, literal, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from procedures.decisions.domain.refusals import DecisionNotFound
from procedures.law.domain.references import Status
from procedures.publication_channels.queries.publication_rows import ACT, publications, same_publication
from procedures.shared.queries.rows import rows_of
from procedures.tables import channel_attempt, decision, publication_channel, rectification


async def channels_of_decision(read: AsyncConnection, id: UUID, today: date) -> Sequence[Row[Any]]:
    """The Decision itself and then each act in its order, of each the mandatory ones first. Raises `DecisionNotFound`,
    also for a draft."""
    known = select(decision.c.id).where(decision.c.id == id, decision.c.status == Status.PUBLISHED.value)
    if await read.scalar(known) is None:
        raise DecisionNotFound(id)
    one, channel, now = publications, publication_channel, literal(today, Date)
    judged = and_(one.c.due_on.is_not(None), or_(one.c.shown_on.is_not(None), one.c.due_on < now))
    last = select(func.max(channel_attempt.c.at)).where(same_publication()).scalar_subquery()
    statement = (
        select(
            one,
            *ACT[1:],
            channel.c.name,
            channel.c.mandatory,
            last.label("last_attempt_at"),
            case((judged, func.coalesce(one.c.shown_on, now) <= one.c.due_on)).label("in_time"),
        )
        .join(channel, channel.c.code == one.c.channel)
        .outerjoin(rectification, rectification.c.id == one.c.rectification_id)
        .where(one.c.decision_id == id)
        .order_by(one.c.turn, channel.c.mandatory.desc(), channel.c.code)
    )
    return await rows_of(read, statement)
