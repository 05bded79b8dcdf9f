"""Which rules does the register break, and in how many rows?"""

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from population_lookup.personas.domain.edition import AS_OF
from population_lookup.personas.storage.checked_tables import create_checked_tables
from population_lookup.personas.storage.rules import RULES


async def broken_rules(connection: AsyncConnection) -> dict[str, int]:
    """Every rule looks at all rows. It takes a transaction, for its temporary tables."""
    await create_checked_tables(connection, AS_OF)
    broken = {}
    for name, query in RULES.items():
        rows = await connection.scalar(text(f"SELECT count(*) FROM ({query}) AS broken"))  # noqa: S608 - our own text
        if rows:
            broken[name] = int(rows)
    return broken
