"""The online services offered on 31 December, by agency and level, as decided so far; those under review are offered
too."""

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from reporting.figures.domain.counts import OfferedCount

OFFERED = text(
    "SELECT agency_code, max(agency_name), administrative_level, level, count(*) FROM projected.online_level"
    " WHERE effective_from <= make_date(:year, 12, 31) AND (effective_to IS NULL"
    " OR effective_to > make_date(:year, 12, 31)) GROUP BY agency_code, administrative_level, level"
    " ORDER BY agency_code, administrative_level, level"
)


async def online_at_year_end(read: AsyncConnection, year: int) -> list[OfferedCount]:
    return [OfferedCount(*row) for row in await read.execute(OFFERED, {"year": year})]
