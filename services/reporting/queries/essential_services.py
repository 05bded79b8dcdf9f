"""How many different procedures the year's Decisions on essential services (dịch vụ công thiết yếu) concern."""

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from reporting.queries.year import DECISIONS_OF_YEAR, of_year

TOPIC = "essential_services"
SERVICES = text(
    f"WITH {DECISIONS_OF_YEAR} SELECT count(DISTINCT i.procedure_code) FROM year_decision"  # noqa: S608
    " JOIN projected.decision_topic t USING (decision_id) JOIN projected.decision_item i USING (decision_id) WHERE t.topic = :topic"
)


async def essential_services(read: AsyncConnection, year: int) -> int:
    found = await read.scalar(SERVICES, {**of_year(year), "topic": TOPIC})
    return int(found or 0)
