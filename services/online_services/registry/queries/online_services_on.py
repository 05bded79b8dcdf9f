"""Queries the services that are offered on a day, with their level on that day."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, Select, and_, func, or_, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from online_services.tables import level_period, online_service, partial_reason, recoded_procedure


@dataclass(frozen=True, slots=True)
class ServiceFilter:
    """A field that is None does not filter. `agency` includes the agencies below it: `H60` finds `H60.01`. A
    former provisional code finds the services of the procedure."""

    on: date
    level: str | None = None
    procedure_code: str | None = None
    agency: str | None = None
    under_review: bool | None = None


async def online_services_on(
    read: AsyncConnection, criteria: ServiceFilter, after: tuple[Any, ...], limit: int
) -> list[Row[Any]]:
    """Returns services ordered by procedure code and id, beginning after the key `after`."""
    statement = offered_on(criteria.on).order_by(online_service.c.procedure_code, online_service.c.id).limit(limit)
    if after:
        statement = statement.where(tuple_(online_service.c.procedure_code, online_service.c.id) > after)
    return list(await read.execute(_filtered(statement, criteria)))


def offered_on(on: date) -> Select[Any]:
    covers_day = and_(
        level_period.c.service_id == online_service.c.id,
        level_period.c.effective_from <= on,
        or_(level_period.c.effective_to.is_(None), level_period.c.effective_to > on),
    )
    return (
        select(
            online_service,
            level_period.c.level,
            level_period.c.reason_code,
            level_period.c.reason_legal_basis,
            partial_reason.c.name.label("reason_name"),
        )
        .join(level_period, covers_day)
        .outerjoin(partial_reason, partial_reason.c.code == level_period.c.reason_code)
    )


def _filtered(statement: Select[Any], criteria: ServiceFilter) -> Select[Any]:
    if criteria.level is not None:
        statement = statement.where(level_period.c.level == criteria.level)
    if criteria.procedure_code is not None:
        own_code = select(recoded_procedure.c.procedure_code).where(
            recoded_procedure.c.former_code == criteria.procedure_code
        )
        code = func.coalesce(own_code.scalar_subquery(), criteria.procedure_code)
        statement = statement.where(online_service.c.procedure_code == code)
    if criteria.agency is not None:
        below = online_service.c.agency_code.startswith(f"{criteria.agency}.", autoescape=True)
        statement = statement.where(or_(online_service.c.agency_code == criteria.agency, below))
    if criteria.under_review is not None:
        statement = statement.where(online_service.c.under_review.is_(criteria.under_review))
    return statement
