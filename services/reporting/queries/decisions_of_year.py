"""How many Decisions were signed, how many of each topic, and how many took effect late."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from reporting.queries.year import DECISIONS_OF_YEAR, of_year

TOTALS = text(
    f"WITH {DECISIONS_OF_YEAR} SELECT count(*), count(*) FILTER (WHERE late), count(DISTINCT agency_code) FROM year_decision"  # noqa: S608 - our own words only
)
TOPICS = text(
    f"WITH {DECISIONS_OF_YEAR} SELECT t.topic, count(*) FROM year_decision JOIN projected.decision_topic t USING (decision_id)"  # noqa: S608
    " GROUP BY t.topic ORDER BY t.topic"
)


@dataclass(frozen=True, slots=True)
class DecisionsOfYear:
    total: int
    late: int
    agencies: int
    by_topic: Mapping[str, int]


async def decisions_of_year(read: AsyncConnection, year: int) -> DecisionsOfYear:
    total, late, agencies = (await read.execute(TOTALS, of_year(year))).one()
    topics = await read.execute(TOPICS, of_year(year))
    return DecisionsOfYear(total, late, agencies, dict(topics.tuples().all()))
