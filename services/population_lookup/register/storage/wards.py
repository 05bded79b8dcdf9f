"""The citizens whom somebody represents by law: children, and adults under guardianship."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from population_lookup.tables import resident


async def wards_of(connection: AsyncConnection, personal_id: str) -> list[str]:
    """Returns their personal numbers."""
    represented = resident.c.legal_representative["personal_id"].astext == personal_id
    rows = await connection.execute(select(resident.c.personal_id).where(represented))
    return sorted(row.personal_id for row in rows)
