"""The internal and inter-agency processes that the year's Decisions approved, by agency."""

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from reporting.figures.domain.counts import ProcessCount
from reporting.figures.queries.decisions_in_period import DECISIONS_OF_PERIOD, of_year

PROCESSES = text(
    f"""
    WITH {DECISIONS_OF_PERIOD}
    SELECT d.agency_code, count(*) FILTER (WHERE NOT p.inter_agency), count(*) FILTER (WHERE p.inter_agency),
        count(a.decision_id)
    FROM period_decision d
    JOIN projected.approved_process p USING (decision_id)
    LEFT JOIN projected.annulled_decision a USING (decision_id)
    GROUP BY d.agency_code ORDER BY d.agency_code
    """  # noqa: S608 - constants only
)


async def processes_of_year(read: AsyncConnection, year: int) -> list[ProcessCount]:
    return [ProcessCount(*row) for row in await read.execute(PROCESSES, of_year(year))]
