"""Expectations: every replica reads the same ones, and counts in the same rows how often each was played."""

from dataclasses import fields
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, delete, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from population_lookup.expectations.domain.expectations import Call, CallPattern, Expectation
from population_lookup.expectations.domain.fault_kinds import Faults, fault_of
from population_lookup.expectations.storage.calls import KEPT, forget_old_sessions
from population_lookup.tables import expectation

MATCHED = tuple(field.name for field in fields(CallPattern))


async def add(connection: AsyncConnection, added: Expectation, created_by: str, now: datetime) -> None:
    """Forgets what is long over, too."""
    await connection.execute(delete(expectation).where(expectation.c.plays_until < now - KEPT))
    await forget_old_sessions(connection, now)
    await connection.execute(
        insert(expectation).values(
            id=UUID(added.id),
            session=added.session,
            **{name: getattr(added.pattern, name) for name in MATCHED},
            faults=added.faults.documents(),
            plays_from=added.plays_from,
            plays_until=added.plays_until,
            times=added.times,
            played=0,
            priority=added.priority,
            probability=added.probability,
            seed=added.seed,
            note=added.note,
            created_by=created_by,
            created_at=now,
        )
    )


async def expectations_for(connection: AsyncConnection, session: str, call: Call, now: datetime) -> list[Expectation]:
    """Those that are for the call and not used up, in the order in which they are tried."""
    statement = (
        select(expectation)
        .where(expectation.c.session == session, expectation.c.plays_from <= now, expectation.c.plays_until > now)
        .where(or_(expectation.c.times.is_(None), expectation.c.played < expectation.c.times))
        .order_by(expectation.c.priority.desc(), expectation.c.created_at, expectation.c.id)
    )
    for name in MATCHED:
        column = expectation.c[name]
        statement = statement.where(or_(column.is_(None), column == getattr(call, name)))
    return [_expectation(row) for row in await connection.execute(statement)]


async def claim_play(connection: AsyncConnection, id: str) -> bool:
    """Counts one more play. Returns false where another replica has made the last one."""
    statement = (
        update(expectation)
        .where(expectation.c.id == UUID(id))
        .where(or_(expectation.c.times.is_(None), expectation.c.played < expectation.c.times))
        .values(played=expectation.c.played + 1)
    )
    return (await connection.execute(statement)).rowcount > 0


async def expectations_of(
    connection: AsyncConnection, session: str, after: tuple[Any, ...], limit: int
) -> list[tuple[Expectation, int]]:
    """Each with how often it was played, by their ids."""
    statement = select(expectation).where(expectation.c.session == session)
    if after:
        statement = statement.where(expectation.c.id > after[0])
    rows = await connection.execute(statement.order_by(expectation.c.id).limit(limit))
    return [(_expectation(row), row.played) for row in rows]


async def remove(connection: AsyncConnection, session: str, id: UUID) -> bool:
    statement = delete(expectation).where(expectation.c.session == session, expectation.c.id == id)
    return (await connection.execute(statement)).rowcount > 0


async def remove_all(connection: AsyncConnection, session: str) -> int:
    return (await connection.execute(delete(expectation).where(expectation.c.session == session))).rowcount


def _expectation(row: Row[Any]) -> Expectation:
    return Expectation(
        id=str(row.id),
        session=row.session,
        pattern=CallPattern(**{name: getattr(row, name) for name in MATCHED}),
        faults=Faults.of([fault_of(document) for document in row.faults]),
        plays_from=row.plays_from,
        plays_until=row.plays_until,
        times=row.times,
        priority=row.priority,
        probability=row.probability,
        seed=row.seed,
        note=row.note,
    )
