"""The Decisions behind a year's figures, so that a reader can check a number."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import JSON, text
from sqlalchemy.ext.asyncio import AsyncConnection

from common.http.pagination import PageRequest
from reporting.figures.queries.decisions_in_period import DECISIONS_OF_PERIOD, of_year

DECISIONS = text(
    f"""
    WITH {DECISIONS_OF_PERIOD}
    SELECT d.decision_id, d.number, d.issuing_body, d.title, d.signed_on, d.published_on, d.agency_code, d.agency_name,
        d.late,
        ARRAY(SELECT t.topic FROM projected.decision_topic t WHERE t.decision_id = d.decision_id ORDER BY t.topic),
        (SELECT coalesce(json_object_agg(k.kind, k.count ORDER BY k.kind), '{{}}')
         FROM (SELECT i.kind, count(*) FROM projected.decision_item i
               WHERE i.decision_id = d.decision_id GROUP BY i.kind) k) AS items,
        (SELECT count(*) FROM projected.approved_process p WHERE p.decision_id = d.decision_id),
        CASE WHEN EXISTS (SELECT FROM projected.annulled_decision w WHERE w.decision_id = d.decision_id)
            THEN (SELECT count(*) FROM projected.approved_process p WHERE p.decision_id = d.decision_id) ELSE 0 END,
        (SELECT count(*) FROM projected.annulled_item a WHERE a.decision_id = d.decision_id),
        (SELECT count(DISTINCT c.item_number) FROM projected.corrected_item c WHERE c.decision_id = d.decision_id)
    FROM period_decision d
    WHERE (CAST(:agency AS text) IS NULL OR d.agency_code = :agency)
        AND (CAST(:topic AS text) IS NULL OR EXISTS (
            SELECT FROM projected.decision_topic t WHERE t.decision_id = d.decision_id AND t.topic = :topic))
        AND (CAST(:kind AS text) IS NULL OR EXISTS (
            SELECT FROM projected.decision_item i WHERE i.decision_id = d.decision_id AND i.kind = :kind))
        AND (d.signed_on, d.decision_id) > (CAST(:signed_on AS date), :id)
    ORDER BY d.signed_on, d.decision_id LIMIT :limit
    """  # noqa: S608 - constants only
).columns(items=JSON)
BEFORE_ALL = (date.min, "")


@dataclass(frozen=True, slots=True)
class DecisionFilter:
    """A filter that is None does not apply. `kind` selects the Decisions that list an item of that kind."""

    year: int
    agency: str | None = None
    topic: str | None = None
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """`items` counts the Decision's items by kind: its contribution to the figures. `annulled_items` and
    `corrected_items` count those that were annulled or corrected later."""

    decision_id: str
    number: str
    issuing_body: str
    title: str
    signed_on: date
    published_on: date
    agency_code: str
    agency_name: str
    late: bool
    topics: list[str]
    items: Mapping[str, int]
    processes: int
    annulled_processes: int
    annulled_items: int
    corrected_items: int


async def list_decisions(read: AsyncConnection, criteria: DecisionFilter, page: PageRequest) -> list[DecisionRow]:
    """Returns one row more than the page holds if there are more. Raises `MalformedCursor`."""
    signed_on, id = page.key(date.fromisoformat, str) or BEFORE_ALL
    filters = {"agency": criteria.agency, "topic": criteria.topic, "kind": criteria.kind}
    parameters = {**of_year(criteria.year), **filters, "signed_on": signed_on, "id": id, "limit": page.limit + 1}
    return [DecisionRow(*row) for row in await read.execute(DECISIONS, parameters)]
