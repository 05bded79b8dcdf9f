"""How many Decisions of the year were made on each agency's matters, and how many of them came late."""

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from reporting.figures.domain.counts import DecisionCount
from reporting.figures.queries.year_filter import DECISIONS_OF_YEAR, of_year

DECISIONS = text(
    f"WITH {DECISIONS_OF_YEAR} SELECT agency_code, max(agency_name), count(*), count(*) FILTER (WHERE late) FROM year_decision"  # noqa: S608 - our own words only
    " GROUP BY agency_code ORDER BY agency_code"
)


async def decisions_of_year(read: AsyncConnection, year: int) -> list[DecisionCount]:
    return [DecisionCount(*row) for row in await read.execute(DECISIONS, of_year(year))]
