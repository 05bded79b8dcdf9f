"""Adds an expectation to a session."""

from common.service.unit_of_work import UnitOfWork
from population_lookup.expectations.domain.expectations import Expectation
from population_lookup.expectations.storage import expectation_table


async def add_expectation(work: UnitOfWork, added: Expectation, created_by: str) -> None:
    await expectation_table.add(work.connection, added, created_by, work.clock.now())
