"""Removes expectations: one of a session, or all of them."""

from uuid import UUID

from common.service.unit_of_work import UnitOfWork
from population_lookup.expectations.domain.refusals import ExpectationNotFound
from population_lookup.expectations.storage import expectation_table


async def remove_expectation(work: UnitOfWork, session: str, id: UUID) -> None:
    """Raises `ExpectationNotFound`."""
    if not await expectation_table.remove(work.connection, session, id):
        raise ExpectationNotFound(str(id))


async def remove_expectations(work: UnitOfWork, session: str) -> int:
    """Returns how many there were."""
    return await expectation_table.remove_all(work.connection, session)
