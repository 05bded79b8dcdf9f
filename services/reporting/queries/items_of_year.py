"""The items of the year's Decisions by agency, kind and level: each counted once, however many events told of it."""

from dataclasses import dataclass

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from reporting.queries.year import DECISIONS_OF_YEAR, of_year

ITEMS = text(
    f"WITH {DECISIONS_OF_YEAR} SELECT d.agency_code, i.kind, i.level, count(*) FROM year_decision d"  # noqa: S608 - our own words only
    " JOIN projected.decision_item i USING (decision_id) GROUP BY d.agency_code, i.kind, i.level"
    " ORDER BY d.agency_code, i.kind, i.level"
)


@dataclass(frozen=True, slots=True)
class ItemCount:
    """`agency_code` is the agency on whose matters the Decision was made; `level` the highest that handles the procedure."""

    agency_code: str
    kind: str
    level: str
    count: int


async def items_of_year(read: AsyncConnection, year: int) -> list[ItemCount]:
    return [ItemCount(*row) for row in await read.execute(ITEMS, of_year(year))]
