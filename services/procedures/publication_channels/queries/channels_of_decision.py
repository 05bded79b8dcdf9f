"""The state of one published Decision, and of its rectifications, on each of its channels."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Date, Row, and_, case, func, literal, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from procedures.decisions.domain.refusals import DecisionNotFound
from procedures.law.domain.references import Status
from procedures.publication_channels.queries.publication_rows import RECTIFICATION, of_this_publication, publications
from procedures.shared.queries.rows import rows_of
from procedures.tables import channel_attempt, decision, publication_channel, rectification


async def channels_of_decision(read: AsyncConnection, id: UUID, today: date) -> Sequence[Row[Any]]:
    """Returns the rows of the Decision itself and then those of each rectification in their order, the mandatory
    channels first. Raises `DecisionNotFound`, also for a draft."""
    published = select(decision.c.id).where(decision.c.id == id, decision.c.status == Status.PUBLISHED.value)
    if await read.scalar(published) is None:
        raise DecisionNotFound(id)
    publication, channel, now = publications, publication_channel, literal(today, Date)
    has_result = and_(
        publication.c.due_on.is_not(None), or_(publication.c.shown_on.is_not(None), publication.c.due_on < now)
    )
    last = select(func.max(channel_attempt.c.at)).where(of_this_publication()).scalar_subquery()
    statement = (
        select(
            publication,
            *RECTIFICATION[1:],
            channel.c.name,
            channel.c.mandatory,
            last.label("last_attempt_at"),
            case((has_result, func.coalesce(publication.c.shown_on, now) <= publication.c.due_on)).label("in_time"),
        )
        .join(channel, channel.c.code == publication.c.channel)
        .outerjoin(rectification, rectification.c.id == publication.c.rectification_id)
        .where(publication.c.decision_id == id)
        .order_by(publication.c.rectification_order, channel.c.mandatory.desc(), channel.c.code)
    )
    return await rows_of(read, statement)
