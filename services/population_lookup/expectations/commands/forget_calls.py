"""Forgets the calls of a session, which then counts from 1 again."""

from common.service.unit_of_work import UnitOfWork
from population_lookup.expectations.storage import calls


async def forget_calls(work: UnitOfWork, session: str) -> None:
    await calls.forget(work.connection, session)
