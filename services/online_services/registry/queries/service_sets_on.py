"""Queries the sets of services of a day, what is in them, and at which level each member is offered then."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, func, or_, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncConnection

from online_services.registry.domain.refusals import ServiceSetNotFound
from online_services.tables import level_period, online_service, recoded_procedure, service_set, service_set_member

OWN_CODE = func.coalesce(
    select(recoded_procedure.c.procedure_code)
    .where(recoded_procedure.c.former_code == service_set_member.c.procedure_code)
    .scalar_subquery(),
    service_set_member.c.procedure_code,
)
"""A member that was recorded under a provisional code is the procedure that has its own one now."""


@dataclass(frozen=True, slots=True)
class SetWithMembers:
    set: Row[Any]
    members: Sequence[Row[Any]]


async def service_sets_on(read: AsyncConnection, on: date, kind: str | None = None) -> Sequence[Row[Any]]:
    """Returns the sets of the day in the order of their codes, each with the number of its members on the day."""
    recorded = _sets(on)
    members = _members(on)
    counted = (
        select(members.c.set_code, func.count(members.c.procedure_code.distinct()).label("members"))
        .group_by(members.c.set_code)
        .subquery()
    )
    statement = (
        select(recorded, func.coalesce(counted.c.members, 0).label("members"))
        .outerjoin(counted, counted.c.set_code == recorded.c.code)
        .order_by(recorded.c.code)
    )
    if kind is not None:
        statement = statement.where(recorded.c.kind == kind)
    return (await read.execute(statement)).all()


async def service_set_on(read: AsyncConnection, code: str, on: date) -> SetWithMembers:
    """Returns the set with its members in their order. Raises `ServiceSetNotFound`."""
    recorded = _sets(on)
    row = (await read.execute(select(recorded).where(recorded.c.code == code))).one_or_none()
    if row is None:
        raise ServiceSetNotFound(code, on)
    members = _members(on)
    offered = (
        select(online_service.c.procedure_code, online_service.c.id.label("service_id"), level_period.c.level)
        .join(level_period, level_period.c.service_id == online_service.c.id)
        .where(_covers(level_period.c.effective_from, level_period.c.effective_to, on))
        .subquery()
    )
    statement = (
        select(members, offered.c.service_id, offered.c.level)
        .outerjoin(offered, offered.c.procedure_code == members.c.procedure_code)
        .where(members.c.set_code == code)
        .order_by(members.c.position, members.c.procedure_code)
    )
    return SetWithMembers(row, (await read.execute(statement)).all())


async def sets_of_procedure(read: AsyncConnection, procedure_code: str, on: date) -> Sequence[Row[Any]]:
    """Returns the sets that the procedure is in on the day, in the order of their codes."""
    recorded, members = _sets(on), _members(on)
    of_procedure = select(members.c.set_code).where(members.c.procedure_code == procedure_code)
    statement = select(recorded).where(recorded.c.code.in_(of_procedure)).order_by(recorded.c.code)
    return (await read.execute(statement)).all()


def _sets(on: date) -> Any:
    column = service_set.c
    key = (column.code, column.valid_from)
    return _of_day(select(service_set).ext(distinct_on(*key)).order_by(*key, column.id.desc()), ("code",), on)


def _members(on: date) -> Any:
    column = service_set_member.c
    key = (column.set_code, OWN_CODE, column.valid_from)
    rows = select(
        column.set_code,
        OWN_CODE.label("procedure_code"),
        column.position,
        column.valid_from,
        column.valid_to,
        column.legal_basis,
    )
    return _of_day(rows.ext(distinct_on(*key)).order_by(*key, column.id.desc()), ("set_code", "procedure_code"), on)


def _of_day(recorded: Select[Any], key: Sequence[str], on: date) -> Any:
    """Returns the rows that hold on the day; where two periods of one key do, the one that began last."""
    rows = recorded.subquery()
    columns = [rows.c[name] for name in key]
    statement = select(rows).where(_covers(rows.c.valid_from, rows.c.valid_to, on))
    return statement.ext(distinct_on(*columns)).order_by(*columns, rows.c.valid_from.desc()).subquery()


def _covers(begin: ColumnElement[date], end: ColumnElement[date], on: date) -> ColumnElement[bool]:
    return and_(begin <= on, or_(end.is_(None), end > on))
