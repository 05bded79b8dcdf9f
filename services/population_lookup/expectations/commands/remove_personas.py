"""Removes the personas that a tester added to a session."""

from common.service.unit_of_work import UnitOfWork
from population_lookup.expectations.storage import session_personas


async def remove_personas(work: UnitOfWork, session: str) -> int:
    """Returns how many there were."""
    return await session_personas.remove_all(work.connection, session)
