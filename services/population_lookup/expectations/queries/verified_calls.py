"""Whether a statement about the calls of a session is true."""

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncConnection

from population_lookup.expectations.domain.verifications import Statement, Verification, verify
from population_lookup.expectations.storage.calls import calls_of, number_of_calls


@dataclass(frozen=True, slots=True, repr=False)
class VerifiedCalls:
    """`is_truncated`: older calls of the session are no longer kept."""

    verification: Verification
    is_truncated: bool


async def verified_calls(read: AsyncConnection, session: str, statement: Statement) -> VerifiedCalls:
    calls = [recorded.numbered for recorded in await calls_of(read, session)]
    is_truncated = await number_of_calls(read, session) > len(calls)
    return VerifiedCalls(verify(statement, calls, is_truncated=is_truncated), is_truncated)
