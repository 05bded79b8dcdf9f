"""What should be shown on a channel by now, and is not known to be."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Row, func, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from procedures.law.queries.law_rows import DECISION
from procedures.publication_channels.domain.publications import OPEN
from procedures.publication_channels.queries.publication_rows import ACT, publications, same_publication
from procedures.shared.queries.rows import rows_of
from procedures.tables import channel_attempt, channel_circuit, decision, publication_channel, rectification

sent = publications


async def overdue_channels(
    read: AsyncConnection, today: date, after: tuple[Any, ...], limit: int
) -> Sequence[Row[Any]]:
    """The longest overdue first, from behind `after` (day, Decision, channel, what is told)."""
    last = (
        select(channel_attempt.c.status, channel_attempt.c.error)
        .where(same_publication())
        .order_by(channel_attempt.c.id.desc())
        .limit(1)
        .lateral()
    )
    order = (sent.c.due_on, sent.c.decision_id, sent.c.channel, sent.c.told_id)
    statement = (
        select(
            *DECISION,
            *ACT,
            sent.c.told_id,
            sent.c.channel,
            publication_channel.c.name,
            sent.c.state,
            sent.c.due_on,
            sent.c.article,
            sent.c.attempts,
            last.c.status,
            last.c.error,
            channel_circuit.c.state.label("circuit"),
        )
        .join(decision, decision.c.id == sent.c.decision_id)
        .join(publication_channel, publication_channel.c.code == sent.c.channel)
        .join(channel_circuit, channel_circuit.c.channel == sent.c.channel)
        .outerjoin(rectification, rectification.c.id == sent.c.rectification_id)
        .outerjoin(last, onclause=sent.c.attempts > 0)
        .where(*_overdue(today))
        .order_by(*order)
        .limit(limit)
    )
    if after:
        statement = statement.where(tuple_(*order) > after)
    return await rows_of(read, statement)


async def overdue_by_channel(read: AsyncConnection, today: date) -> Sequence[Row[Any]]:
    """Each channel's count, and the state of its circuit."""
    count = select(func.count()).where(sent.c.channel == channel_circuit.c.channel, *_overdue(today)).scalar_subquery()
    return await rows_of(read, select(channel_circuit.c.channel, channel_circuit.c.state, count.label("overdue")))


def _overdue(today: date) -> tuple[Any, Any]:
    return sent.c.due_on < today, sent.c.state.in_([state.value for state in OPEN])
