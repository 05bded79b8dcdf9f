"""The Decisions behind a year's figures, so that a leader can check a number."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from common.http.pagination import PageRequest
from reporting.queries.year import DECISIONS_OF_YEAR, of_year

DECISIONS = text(
    f"WITH {DECISIONS_OF_YEAR} SELECT d.decision_id, d.number, d.issuing_body, d.title, d.signed_on, d.agency_code, d.agency_name, d.late,"  # noqa: S608
    " (SELECT count(*) FROM projected.decision_item i WHERE i.decision_id = d.decision_id),"
    " (SELECT count(*) FROM projected.approved_process p WHERE p.decision_id = d.decision_id) FROM year_decision d"
    " WHERE (CAST(:agency AS text) IS NULL OR d.agency_code = :agency)"
    " AND (CAST(:topic AS text) IS NULL OR EXISTS (SELECT FROM projected.decision_topic t"
    "      WHERE t.decision_id = d.decision_id AND t.topic = :topic))"
    " AND (d.signed_on, d.decision_id) > (CAST(:signed_on AS date), :id) ORDER BY d.signed_on, d.decision_id LIMIT :limit"
)


@dataclass(frozen=True, slots=True)
class DecisionRow:
    decision_id: str
    number: str
    issuing_body: str
    title: str
    signed_on: date
    agency_code: str
    agency_name: str
    late: bool
    items: int
    processes: int


async def list_decisions(
    read: AsyncConnection, year: int, agency: str | None, topic: str | None, page: PageRequest
) -> list[DecisionRow]:
    """One row more than the page holds, where there are more."""
    signed_on, id = page.after or ("0001-01-01", "")
    asked = {**of_year(year), "agency": agency, "topic": topic, "signed_on": date.fromisoformat(signed_on), "id": id}
    return [DecisionRow(*row) for row in await read.execute(DECISIONS, {**asked, "limit": page.limit + 1})]
