"""The communes that were divided."""

from collections.abc import Collection

from sqlalchemy.ext.asyncio import AsyncConnection

from common.database.connections import driver_of
from population_lookup.register.domain.divided_communes import DividedCommune

DIVIDED = """
    SELECT DISTINCT ON (code) code, name, divided_on, successors FROM divided_commune
    WHERE code = ANY($1) ORDER BY code, divided_on DESC
"""


async def divided_communes(connection: AsyncConnection, codes: Collection[str]) -> dict[str, DividedCommune]:
    """Returns those of the communes that were divided, by their codes."""
    if not codes:
        return {}
    rows = await (await driver_of(connection)).fetch(DIVIDED, list(codes))
    return {row["code"]: DividedCommune(row["name"], row["divided_on"], row["successors"]) for row in rows}
