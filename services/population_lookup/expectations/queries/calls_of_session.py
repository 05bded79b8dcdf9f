"""What came in a session."""

from typing import Any, NamedTuple

from sqlalchemy.ext.asyncio import AsyncConnection

from population_lookup.expectations.storage.calls import MOST_KEPT, RecordedCall, calls_of, number_of_calls


class CallsOfSession(NamedTuple):
    calls: list[RecordedCall]
    is_truncated: bool


async def calls_of_session(read: AsyncConnection, session: str, after: tuple[Any, ...], limit: int) -> CallsOfSession:
    """In the order in which they came."""
    is_truncated = await number_of_calls(read, session) > MOST_KEPT
    return CallsOfSession(await calls_of(read, session, after, limit), is_truncated)
