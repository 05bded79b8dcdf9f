"""The online services offered on 31 December, by agency and level, as decided so far; services under review are
included."""

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from reporting.figures.domain.counts import OnlineServiceCount

OFFERED = text(
    """
    SELECT agency_code, max(agency_name), administrative_level, level, count(*) FROM projected.online_level
    WHERE effective_from <= make_date(:year, 12, 31)
        AND (effective_to IS NULL OR effective_to > make_date(:year, 12, 31))
    GROUP BY agency_code, administrative_level, level ORDER BY agency_code, administrative_level, level
    """
)


async def online_at_year_end(read: AsyncConnection, year: int) -> list[OnlineServiceCount]:
    return [OnlineServiceCount(*row) for row in await read.execute(OFFERED, {"year": year})]
