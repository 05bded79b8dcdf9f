"""Which groups of procedures are handled together (liên thông) on a day, and what Decisions said of one."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, Select, exists, or_, select, tuple_
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncConnection

from procedures.law.domain.references import Status
from procedures.law.queries.law_rows import DECISION, held_true, name_on
from procedures.processes.domain.refusals import ProcedureGroupNotFound
from procedures.processes.queries.entire_annulments import annulled_from
from procedures.shared.queries.rows import rows_of
from procedures.tables import agency, decision, group_member, period, procedure, procedure_group

group, member = procedure_group.c, group_member.c
VERSIONS = (group.code, group.name, group.lead_agency_code, group.valid_from, group.valid_to)


async def procedure_groups(
    read: AsyncConnection, on: date, known_on: datetime | None, joins: str | None, after: tuple[Any, ...], limit: int
) -> Sequence[Row[Any]]:
    """Those there are on the day, as this system knew it, from behind the code `after`; `joins` is a procedure that
    they join. What a
    Decision said that is annulled as a whole by then counts no more, and what was said before it counts again."""
    until = annulled_from(group.decision_id, known_on)
    said = (
        _versions(known_on)
        .where(group.valid_from <= on, or_(until.is_(None), until > on))
        .ext(distinct_on(group.code))
        .order_by(group.code, group.valid_from.desc(), decision.c.recorded_at.desc(), decision.c.id.desc())
        .subquery()
    )
    statement = (
        select(said).where(or_(said.c.valid_to.is_(None), said.c.valid_to > on)).order_by(said.c.code).limit(limit)
    )
    if joins is not None:
        own = (
            member.decision_id == said.c.decision_id,
            member.group_code == said.c.code,
            member.procedure_code == joins,
        )
        statement = statement.where(exists().where(*own))
    return await rows_of(read, statement.where(said.c.code > after[0]) if after else statement)


async def history_of_group(read: AsyncConnection, code: str) -> Sequence[Row[Any]]:
    """Raises `ProcedureGroupNotFound`."""
    statement = (
        _versions(None).where(group.code == code).order_by(group.valid_from, decision.c.recorded_at, decision.c.id)
    )
    if not (found := await rows_of(read, statement)):
        raise ProcedureGroupNotFound(code)
    return found


async def members_of(
    read: AsyncConnection, rows: Sequence[Row[Any]], on: date, known_on: datetime | None
) -> Sequence[Row[Any]]:
    """Of each group as a Decision made it: the procedures in order, by the name that they have on the day, else by
    their last."""
    wanted = [(row.decision_id, row.code) for row in rows]
    lives = exists().where(period.c.procedure_id == procedure.c.id, period.c.in_force.contains(on), held_true(known_on))
    statement = (
        select(
            member.decision_id,
            member.group_code,
            member.procedure_code,
            name_on(member.procedure_code, on, known_on).label("name"),
            lives.label("in_force"),
        )
        .join(procedure, procedure.c.code == member.procedure_code)
        .where(tuple_(member.decision_id, member.group_code).in_(wanted))
        .order_by(member.decision_id, member.group_code, member.position)
    )
    return await rows_of(read, statement)


def _versions(known_on: datetime | None) -> Select[Any]:
    """What published Decisions say of groups."""
    statement = (
        select(
            *VERSIONS,
            annulled_from(group.decision_id, known_on).label("annulled_from"),
            agency.c.name.label("lead_agency_name"),
            *DECISION,
        )
        .join(decision, decision.c.id == group.decision_id)
        .join(agency, agency.c.code == group.lead_agency_code)
        .where(decision.c.status == Status.PUBLISHED.value)
    )
    return statement if known_on is None else statement.where(decision.c.recorded_at <= known_on)
