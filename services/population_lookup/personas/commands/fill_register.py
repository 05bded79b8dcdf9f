"""Fill the register with the residents of a seed."""

from sqlalchemy.ext.asyncio import AsyncConnection

from population_lookup.personas.domain.residents import generate_residents
from population_lookup.register.storage.repository import Changes, replace_residents


async def fill_register(connection: AsyncConnection, count: int, seed: int) -> Changes:
    """The register then contains exactly these residents; a second call with the same arguments changes nothing."""
    return await replace_residents(connection, generate_residents(count, seed))
