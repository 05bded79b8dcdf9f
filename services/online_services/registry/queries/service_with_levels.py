"""Queries services with all their levels, past, present and decided for later, and the history of a service."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select
from sqlalchemy.ext.asyncio import AsyncConnection

from online_services.registry.domain.refusals import OnlineServiceNotFound
from online_services.registry.storage.rows import RECORDED_PROACTIVE_LEVELS
from online_services.tables import level_period, online_service, partial_reason, proactive_level, service_history


@dataclass(frozen=True, slots=True)
class ServiceWithLevels:
    service: Row[Any]
    periods: Sequence[Row[Any]]
    proactive: Sequence[Row[Any]]


async def online_services_with_levels(read: AsyncConnection, ids: Sequence[UUID]) -> list[ServiceWithLevels]:
    """Returns the services in the order of the ids. Raises `OnlineServiceNotFound`."""
    rows = await read.execute(select(online_service).where(online_service.c.id.in_(ids)))
    services = {row.id: row for row in rows}
    if unknown := [id for id in ids if id not in services]:
        raise OnlineServiceNotFound(str(unknown[0]))
    periods, proactive = await _periods(read, ids), await _proactive_levels(read, ids)
    return [ServiceWithLevels(services[id], periods[id], proactive[id]) for id in ids]


async def _periods(read: AsyncConnection, ids: Sequence[UUID]) -> dict[UUID, list[Row[Any]]]:
    statement = (
        select(level_period, partial_reason.c.name.label("reason_name"))
        .outerjoin(partial_reason, partial_reason.c.code == level_period.c.reason_code)
        .where(level_period.c.service_id.in_(ids))
        .order_by(level_period.c.effective_from)
    )
    periods: dict[UUID, list[Row[Any]]] = defaultdict(list)
    for row in await read.execute(statement):
        periods[row.service_id].append(row)
    return periods


async def _proactive_levels(read: AsyncConnection, ids: Sequence[UUID]) -> dict[UUID, list[Row[Any]]]:
    levels: dict[UUID, list[Row[Any]]] = defaultdict(list)
    statement = RECORDED_PROACTIVE_LEVELS.where(proactive_level.c.service_id.in_(ids))
    for row in await read.execute(statement):
        levels[row.service_id].append(row)
    return levels


async def history_of(read: AsyncConnection, id: UUID) -> Sequence[Row[Any]]:
    """Returns the changes of the service in the order in which they were recorded. Raises `OnlineServiceNotFound`."""
    statement = select(service_history).where(service_history.c.service_id == id).order_by(service_history.c.revision)
    rows = (await read.execute(statement)).all()
    if not rows:
        raise OnlineServiceNotFound(str(id))
    return rows
