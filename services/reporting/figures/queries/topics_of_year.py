"""The number of Decisions of the year on each topic."""

from collections.abc import Mapping

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from reporting.figures.queries.decisions_in_period import DECISIONS_OF_PERIOD, of_year

TOPICS = text(
    f"""
    WITH {DECISIONS_OF_PERIOD}
    SELECT t.topic, count(*) FROM period_decision JOIN projected.decision_topic t USING (decision_id)
    GROUP BY t.topic ORDER BY t.topic
    """  # noqa: S608 - constants only
)


async def topics_of_year(read: AsyncConnection, year: int) -> Mapping[str, int]:
    rows = await read.execute(TOPICS, of_year(year))
    return {row[0]: row[1] for row in rows}
