"""Fill the register with the residents of a seed."""

from sqlalchemy.ext.asyncio import AsyncConnection

from population_lookup.personas.domain.residents import residents
from population_lookup.register.storage.repository import Changes, bring_in_line


async def fill_register(connection: AsyncConnection, count: int, seed: int) -> Changes:
    """Afterwards the register holds these residents and no others; a second time nothing changes."""
    return await bring_in_line(connection, residents(count, seed))
