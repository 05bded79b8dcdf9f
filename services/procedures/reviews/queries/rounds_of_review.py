"""Review rounds, the most recently started first."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from procedures.reviews.domain.refusals import ReviewRoundNotFound
from procedures.shared.queries.rows import rows_of
from procedures.tables import review_result, review_round, review_target


async def review_rounds(read: AsyncConnection, after: tuple[Any, ...], limit: int) -> Sequence[Row[Any]]:
    """By first day and id, starting after the key `after`."""
    day_and_id = review_round.c.starts_on, review_round.c.id
    statement = select(review_round).order_by(*(column.desc() for column in day_and_id)).limit(limit)
    return await rows_of(read, statement.where(tuple_(*day_and_id) < after) if after else statement)


async def review_round_by_id(read: AsyncConnection, id: UUID) -> Row[Any]:
    """Raises `ReviewRoundNotFound`."""
    rows = await rows_of(read, select(review_round).where(review_round.c.id == id))
    if not rows:
        raise ReviewRoundNotFound(id)
    return rows[0]


async def targets_of(read: AsyncConnection, rounds: Sequence[UUID]) -> Sequence[Row[Any]]:
    """The targets, round by round, in the order of their numbers."""
    table = review_target
    return await rows_of(
        read, select(table).where(table.c.round_id.in_(rounds)).order_by(table.c.round_id, table.c.number)
    )


async def recorded_results(
    read: AsyncConnection, round: UUID, before: tuple[Any, ...], limit: int
) -> Sequence[Row[Any]]:
    """The recorded results of a round, the last one first, starting before the number `before`. Raises
    `ReviewRoundNotFound`."""
    await review_round_by_id(read, round)
    statement = select(review_result).where(review_result.c.round_id == round).order_by(review_result.c.number.desc())
    return await rows_of(
        read, (statement.where(review_result.c.number < before[0]) if before else statement).limit(limit)
    )
