"""What the Decisions of some days published, counted in the tables of this service."""

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from common.contracts.own_counts import OwnCount, OwnCounts
from common.eventlog.events_since import events_since
from common.eventlog.log import positions_of
from common.eventlog.position import as_header
from common.http.own_counts_request import OwnCountsRequest

CHANGED_BY = ["decision.published.v1"]
"""A Decision is counted as a whole: this event follows all others about it. What annuls or corrects an item, or gives
its procedure another code, leaves the counts as they were."""
COUNTS = text("""
    WITH published AS (
        SELECT id, late FROM decision
        WHERE status = 'published' AND signed_on BETWEEN :first AND :last
            AND NOT CAST(:without_topic AS text) = ANY(topics)
    ), kinds AS (
        SELECT kind, count(*) AS items FROM decision_item JOIN published ON published.id = decision_id GROUP BY kind
    )
    SELECT 'decisions' AS figure, count(*) AS value FROM published
    UNION ALL SELECT 'late_decisions', count(*) FROM published WHERE late
    UNION ALL SELECT 'introduced', coalesce(sum(items), 0) FROM kinds WHERE kind = 'introduce'
    UNION ALL SELECT 'changed', coalesce(sum(items), 0) FROM kinds WHERE kind IN ('amend', 'replace')
    UNION ALL SELECT 'repealed', coalesce(sum(items), 0) FROM kinds WHERE kind = 'repeal'
    UNION ALL SELECT 'declared_online', coalesce(sum(items), 0) FROM kinds WHERE kind = 'declare_online'
    UNION ALL SELECT 'processes', count(*) FROM internal_process JOIN published ON published.id = decision_id
""")


async def counts_of_decisions(read: AsyncConnection, requested: OwnCountsRequest, without_topic: str) -> OwnCounts:
    """Decisions on `without_topic` are left out; an empty text leaves out none. The caller reads in one snapshot."""
    later = await events_since(read, "procedures", requested.applied, CHANGED_BY)
    days = {"first": requested.first, "last": requested.last, "without_topic": without_topic}
    return OwnCounts(
        positions=as_header(await positions_of(read, "procedures")),
        counts=[
            OwnCount(figure=row.figure, value=row.value, events_since=later) for row in await read.execute(COUNTS, days)
        ],
    )
