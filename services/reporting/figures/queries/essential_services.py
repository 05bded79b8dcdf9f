"""The number of different services that the year's Decisions on essential services (dịch vụ công thiết yếu) concern.

A service is counted once, however many of these Decisions concern its procedure. If one of them replaces the procedure
by another code, the successor is the same service.
"""

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from reporting.figures.queries.year_filter import DECISIONS_OF_YEAR, of_year

TOPIC = "essential_services"
SERVICES = text(
    f"""
    WITH {DECISIONS_OF_YEAR}, item AS (
        SELECT i.procedure_code, i.successor_code
        FROM year_decision
        JOIN projected.decision_topic t USING (decision_id)
        JOIN projected.decision_item i USING (decision_id)
        WHERE t.topic = :topic
    )
    SELECT count(DISTINCT procedure_code) FROM item
    WHERE NOT EXISTS (SELECT FROM item replaced WHERE replaced.successor_code = item.procedure_code)
    """  # noqa: S608 - constants only
)


async def essential_services(read: AsyncConnection, year: int) -> int:
    count = await read.scalar(SERVICES, {**of_year(year), "topic": TOPIC})
    return int(count or 0)
