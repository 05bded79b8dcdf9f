"""The number of look-ups in the population database in a year, by outcome."""

from collections.abc import Mapping

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

LOOKUPS = text(
    """
    SELECT outcome, CAST(sum(lookups) AS bigint) FROM projected.lookup_day_count
    WHERE day >= make_date(:year, 1, 1) AND day < make_date(:year + 1, 1, 1)
    GROUP BY outcome ORDER BY outcome
    """
)


async def lookups_of_year(read: AsyncConnection, year: int) -> Mapping[str, int]:
    rows = await read.execute(LOOKUPS, {"year": year})
    return {row[0]: row[1] for row in rows}
