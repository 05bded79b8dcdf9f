"""What the sources count in their own tables. They are asked side by side, and none is waited for longer than two
seconds."""

import asyncio
from collections.abc import Sequence

import structlog

from common.contracts.own_counts import OwnCounts
from common.eventlog.position import MalformedPosition, Position, as_header, parse_positions
from common.http.other_services import response_of_service
from common.settings import ServiceSettings
from reporting.figures.queries.decisions_in_period import OPENING
from reporting.reconciliation.domain.findings import SOURCES, StatedCounts
from reporting.shared.domain.periods import Period

log = structlog.get_logger()


async def counts_of_sources(
    settings: ServiceSettings, period: Period, applied: Sequence[Position]
) -> list[StatedCounts | None]:
    """In the order of `SOURCES`; None where a source did not answer in time, or not as agreed."""
    return list(await asyncio.gather(*(_stated_by(source, settings, period, applied) for source in SOURCES)))


async def _stated_by(
    source: str, settings: ServiceSettings, period: Period, applied: Sequence[Position]
) -> StatedCounts | None:
    parameters = {
        "first": period.first.isoformat(),
        "last": period.last.isoformat(),
        "applied": as_header(position for position in applied if position.source == source),
        **({"without_topic": OPENING} if source == "procedures" else {}),
    }
    stated = await response_of_service(source, settings, "GET", "/v1/own-counts", OwnCounts, params=parameters)
    try:
        return None if stated is None else _read(source, stated)
    except MalformedPosition as error:
        log.warning("a source states no position", source=source, cause=repr(error))
        return None


def _read(source: str, stated: OwnCounts) -> StatedCounts:
    return StatedCounts(
        source,
        {position.shard: position.sequence for position in parse_positions(stated.positions)},
        {count.figure: count.value for count in stated.counts},
        frozenset(count.figure for count in stated.counts if count.events_since),
    )
