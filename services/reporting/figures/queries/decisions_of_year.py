"""The number of Decisions of the year on each agency's matters, and how many of them were late."""

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from reporting.figures.domain.counts import DecisionCount
from reporting.figures.queries.decisions_in_period import DECISIONS_OF_PERIOD, of_year

DECISIONS = text(
    f"""
    WITH {DECISIONS_OF_PERIOD}
    SELECT agency_code, max(agency_name), count(*), count(*) FILTER (WHERE late)
    FROM period_decision GROUP BY agency_code ORDER BY agency_code
    """  # noqa: S608 - constants only
)


async def decisions_of_year(read: AsyncConnection, year: int) -> list[DecisionCount]:
    return [DecisionCount(*row) for row in await read.execute(DECISIONS, of_year(year))]
