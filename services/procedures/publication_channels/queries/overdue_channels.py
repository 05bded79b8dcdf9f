"""What should be shown on a channel by now, and is not known to be."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Row, func, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from procedures.law.queries.law_rows import DECISION
from procedures.publication_channels.domain.publications import OPEN
from procedures.publication_channels.queries.publication_rows import RECTIFICATION, of_this_publication, publications
from procedures.shared.queries.rows import rows_of
from procedures.tables import channel_attempt, channel_circuit, decision, publication_channel, rectification


async def overdue_channels(
    read: AsyncConnection, today: date, after: tuple[Any, ...], limit: int
) -> Sequence[Row[Any]]:
    """Returns the longest overdue first, starting behind the key `after` (day, Decision, channel, subject)."""
    last = (
        select(channel_attempt.c.status, channel_attempt.c.error)
        .where(of_this_publication())
        .order_by(channel_attempt.c.id.desc())
        .limit(1)
        .lateral()
    )
    order = (publications.c.due_on, publications.c.decision_id, publications.c.channel, publications.c.subject_id)
    statement = (
        select(
            *DECISION,
            *RECTIFICATION,
            publications.c.subject_id,
            publications.c.channel,
            publication_channel.c.name,
            publications.c.state,
            publications.c.due_on,
            publications.c.article,
            publications.c.attempts,
            last.c.status,
            last.c.error,
            channel_circuit.c.state.label("circuit"),
        )
        .join(decision, decision.c.id == publications.c.decision_id)
        .join(publication_channel, publication_channel.c.code == publications.c.channel)
        .join(channel_circuit, channel_circuit.c.channel == publications.c.channel)
        .outerjoin(rectification, rectification.c.id == publications.c.rectification_id)
        .outerjoin(last, onclause=publications.c.attempts > 0)
        .where(*_overdue(today))
        .order_by(*order)
        .limit(limit)
    )
    if after:
        statement = statement.where(tuple_(*order) > after)
    return await rows_of(read, statement)


async def overdue_by_channel(read: AsyncConnection, today: date) -> Sequence[Row[Any]]:
    """Returns the number of overdue publications of each channel, and the state of its circuit."""
    count = (
        select(func.count())
        .where(publications.c.channel == channel_circuit.c.channel, *_overdue(today))
        .scalar_subquery()
    )
    return await rows_of(read, select(channel_circuit.c.channel, channel_circuit.c.state, count.label("overdue")))


def _overdue(today: date) -> tuple[Any, Any]:
    return publications.c.due_on < today, publications.c.state.in_([state.value for state in OPEN])
