"""The different services that a period's Decisions on essential services (dịch vụ công thiết yếu) concern.

A service is counted once, however many of these Decisions concern its procedure. If one of them replaces the procedure
by another code, the successor is the same service.
"""

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from reporting.figures.queries.decisions_in_period import DECISIONS_OF_PERIOD, of_year

ESSENTIAL_SERVICES = f"""
    WITH {DECISIONS_OF_PERIOD}, item AS (
        SELECT i.procedure_code, i.successor_code, i.name, d.number, d.signed_on
        FROM period_decision d
        JOIN projected.decision_topic t USING (decision_id)
        JOIN projected.decision_item i USING (decision_id)
        WHERE t.topic = 'essential_services'
    )
    SELECT DISTINCT ON (procedure_code) * FROM item
    WHERE NOT EXISTS (SELECT FROM item replaced WHERE replaced.successor_code = item.procedure_code)
    ORDER BY procedure_code, signed_on, number
"""  # noqa: S608 - constants only
"""One row for each service, with the first Decision that concerns it."""
COUNT = text(f"SELECT count(*) FROM ({ESSENTIAL_SERVICES}) AS services")  # noqa: S608 - constants only


async def essential_services(read: AsyncConnection, year: int) -> int:
    count = await read.scalar(COUNT, of_year(year))
    return int(count or 0)
