"""How many services are offered on a day, and the dossiers of the days up to it, counted in the tables of this
service."""

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from common.calendar.province_days import moments_of
from common.contracts.dossiers import DossierEvent
from common.contracts.event import Event, known_types
from common.contracts.online_services import OnlineServiceEvent
from common.contracts.own_counts import OwnCount, OwnCounts
from common.eventlog.events_since import events_since
from common.eventlog.log import positions_of
from common.eventlog.position import as_header
from common.http.own_counts_request import OwnCountsRequest

SERVICES = text("""
    WITH offered AS (
        SELECT level FROM level_period
        WHERE effective_from <= :last AND (effective_to IS NULL OR effective_to > :last)
    )
    SELECT 'online_full' AS figure, count(*) AS value FROM offered WHERE level = 'full'
    UNION ALL SELECT 'online_partial', count(*) FROM offered WHERE level = 'partial'
""")
COUNTED = "dossier WHERE parent_id IS NULL AND received_at < :ends"
DOSSIERS = text(
    f"""
    SELECT 'dossiers_received' AS figure, (SELECT count(*) FROM {COUNTED} AND received_at >= :begins) AS value
    UNION ALL SELECT 'dossiers_open', (SELECT count(*) FROM {COUNTED} AND ended_at IS NULL)
        + (SELECT count(*) FROM {COUNTED} AND ended_at >= :ends)
    """  # noqa: S608 - constants only
)
"""Sub-dossiers are parts of the dossiers of their parents. Each number is a range of an index, and no row of the table
is read: nobody waits for longer than two seconds, however many dossiers have ended before."""


async def counts_of_services_and_dossiers(read: AsyncConnection, requested: OwnCountsRequest) -> OwnCounts:
    """The caller reads in one snapshot."""
    begins, ends = moments_of(requested.first, requested.last)
    services = await read.execute(SERVICES, {"last": requested.last})
    dossiers = await read.execute(DOSSIERS, {"begins": begins, "ends": ends})
    counts = []
    for rows, types in ((services, types_below(OnlineServiceEvent)), (dossiers, types_below(DossierEvent))):
        later = await events_since(read, "online_services", requested.applied, types)
        counts += [OwnCount(figure=row.figure, value=row.value, events_since=later) for row in rows]
    return OwnCounts(positions=as_header(await positions_of(read, "online_services")), counts=counts)


def types_below(base: type[Event]) -> list[str]:
    return [known.name for known in known_types("online_services") if issubclass(known.payload, base)]
