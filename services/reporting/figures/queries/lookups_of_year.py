"""How often the population database was asked in a year, by how it ended."""

from collections.abc import Mapping

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

LOOKUPS = text(
    "SELECT outcome, count(*) FROM projected.lookup WHERE day >= make_date(:year, 1, 1)"
    " AND day < make_date(:year + 1, 1, 1) GROUP BY outcome ORDER BY outcome"
)


async def lookups_of_year(read: AsyncConnection, year: int) -> Mapping[str, int]:
    counted = await read.execute(LOOKUPS, {"year": year})
    return {row[0]: row[1] for row in counted}
