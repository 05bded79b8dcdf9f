"""The expectations of a session, with how often each was played."""

from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from population_lookup.expectations.domain.expectations import Expectation
from population_lookup.expectations.storage.expectation_table import expectations_of


async def expectations_of_session(
    read: AsyncConnection, session: str, after: tuple[Any, ...], limit: int
) -> list[tuple[Expectation, int]]:
    return await expectations_of(read, session, after, limit)
