"""The calls of each session, numbered by their arrival; the latest are kept."""

from dataclasses import asdict, fields
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Row, delete, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from population_lookup.expectations.domain.expectations import Call
from population_lookup.expectations.domain.verifications import NumberedCall
from population_lookup.tables import recorded_call, test_session

MOST_KEPT = 10_000
"""Calls of a session."""
KEPT = timedelta(days=1)
"""How long a session is kept after its last call, and an expectation after its end."""
MEMBERS = tuple(field.name for field in fields(Call))
RECORD = f"""
    WITH session AS (
        INSERT INTO test_session (name, calls, last_at) VALUES ($1, 1, $2)
        ON CONFLICT (name) DO UPDATE SET calls = test_session.calls + 1, last_at = excluded.last_at
        RETURNING calls
    ), dropped AS (
        DELETE FROM recorded_call WHERE session = $1 AND sequence <= (SELECT calls FROM session) - $3
    )
    INSERT INTO recorded_call (session, sequence, at, expectation_id, {", ".join(MEMBERS)})
    SELECT $1, calls, $2, $4, {", ".join(f"${number}" for number, _ in enumerate(MEMBERS, 5))} FROM session
"""  # noqa: S608 - our own text


class RecordedCall(NamedTuple):
    """`expectation_id` names what was played for it."""

    numbered: NumberedCall
    at: datetime
    expectation_id: str | None


async def record(
    connection: AsyncConnection, session: str, call: Call, at: datetime, expectation_id: str | None
) -> None:
    """The calls of a session wait for one another here, so that their numbers have no gap."""
    members = asdict(call)
    values = (session, at, MOST_KEPT, expectation_id and UUID(expectation_id), *(members[name] for name in MEMBERS))
    await connection.exec_driver_sql(RECORD, values)


async def calls_of(
    connection: AsyncConnection, session: str, after: tuple[Any, ...] = (), limit: int | None = None
) -> list[RecordedCall]:
    """In the order in which they came."""
    statement = select(recorded_call).where(recorded_call.c.session == session)
    if after:
        statement = statement.where(recorded_call.c.sequence > after[0])
    rows = await connection.execute(statement.order_by(recorded_call.c.sequence).limit(limit))
    return [_recorded(row) for row in rows]


async def number_of_calls(connection: AsyncConnection, session: str) -> int:
    """All that came, whether they are kept or not."""
    statement = select(test_session.c.calls).where(test_session.c.name == session)
    return (await connection.execute(statement)).scalar() or 0


async def forget(connection: AsyncConnection, session: str) -> None:
    """The session stays, with the personas that are its own."""
    await connection.execute(delete(recorded_call).where(recorded_call.c.session == session))
    await connection.execute(update(test_session).where(test_session.c.name == session).values(calls=0))


async def forget_old_sessions(connection: AsyncConnection, now: datetime) -> None:
    """What belongs to a session goes with its row."""
    await connection.execute(delete(test_session).where(test_session.c.last_at < now - KEPT))


async def lock_session(connection: AsyncConnection, session: str, now: datetime) -> None:
    """Until the commit nobody else changes the session. It begins here where it is new."""
    statement = insert(test_session).values(name=session, calls=0, last_at=now)
    await connection.execute(statement.on_conflict_do_update(index_elements=["name"], set_={"last_at": now}))


def _recorded(row: Row[Any]) -> RecordedCall:
    call = Call(**{name: getattr(row, name) for name in MEMBERS})
    expectation_id = None if row.expectation_id is None else str(row.expectation_id)
    return RecordedCall(NumberedCall(row.sequence, call), row.at, expectation_id)
