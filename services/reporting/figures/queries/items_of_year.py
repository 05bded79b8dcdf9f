"""The items of the year's Decisions by agency, kind and level: each counts once, however many events it has."""

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from reporting.figures.domain.counts import ItemCount
from reporting.figures.queries.decisions_in_period import DECISIONS_OF_PERIOD, of_year

ITEMS = text(
    f"""
    WITH {DECISIONS_OF_PERIOD}
    SELECT d.agency_code, i.kind, i.level, count(*), count(a.decision_id),
        count(*) FILTER (WHERE EXISTS (
            SELECT FROM projected.corrected_item c
            WHERE c.decision_id = i.decision_id AND c.item_number = i.item_number)),
        count(*) FILTER (WHERE i.predecessor_unrecorded)
    FROM period_decision d
    JOIN projected.decision_item i USING (decision_id)
    LEFT JOIN projected.annulled_item a ON a.decision_id = i.decision_id AND a.item_number = i.item_number
    GROUP BY d.agency_code, i.kind, i.level ORDER BY d.agency_code, i.kind, i.level
    """  # noqa: S608 - constants only
)


async def items_of_year(read: AsyncConnection, year: int) -> list[ItemCount]:
    return [ItemCount(*row) for row in await read.execute(ITEMS, of_year(year))]
