"""The groups of procedures that are handled together (liên thông) on a day, and the history of one group."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, Select, Text, exists, func, or_, select, tuple_
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncConnection

from procedures.law.domain.references import Status
from procedures.law.queries.law_rows import DECISION, codes_of, held_true, name_on
from procedures.processes.domain.refusals import ProcedureGroupNotFound
from procedures.processes.queries.entire_annulments import annulled_from
from procedures.shared.queries.rows import rows_of
from procedures.tables import agency, decision, group_member, period, procedure, procedure_group

group, member = procedure_group.c, group_member.c
CURRENT_CODE = func.current_code(member.procedure_code, type_=Text)
COLUMNS = (group.code, group.name, group.lead_agency_code, group.valid_from, group.valid_to)


async def procedure_groups(
    read: AsyncConnection,
    on: date,
    known_on: datetime | None,
    with_member: str | None,
    after: tuple[Any, ...],
    limit: int,
) -> Sequence[Row[Any]]:
    """Returns the groups on the day, as this system knew them, after the code `after`; `with_member` selects the groups
    of one procedure. The definitions of a Decision that is annulled entirely by then do not apply, and earlier ones
    apply again."""
    until = annulled_from(group.decision_id, known_on)
    definitions = (
        _definitions(known_on)
        .where(group.valid_from <= on, or_(until.is_(None), until > on))
        .ext(distinct_on(group.code))
        .order_by(group.code, group.valid_from.desc(), decision.c.recorded_at.desc(), decision.c.id.desc())
        .subquery()
    )
    statement = (
        select(definitions)
        .where(or_(definitions.c.valid_to.is_(None), definitions.c.valid_to > on))
        .order_by(definitions.c.code)
        .limit(limit)
    )
    if with_member is not None:
        of_group = (
            member.decision_id == definitions.c.decision_id,
            member.group_code == definitions.c.code,
            member.procedure_code.in_(codes_of(with_member)),
        )
        statement = statement.where(exists().where(*of_group))
    return await rows_of(read, statement.where(definitions.c.code > after[0]) if after else statement)


async def history_of_group(read: AsyncConnection, code: str) -> Sequence[Row[Any]]:
    """Raises `ProcedureGroupNotFound`."""
    statement = (
        _definitions(None).where(group.code == code).order_by(group.valid_from, decision.c.recorded_at, decision.c.id)
    )
    if not (rows := await rows_of(read, statement)):
        raise ProcedureGroupNotFound(code)
    return rows


async def members_of(
    read: AsyncConnection, rows: Sequence[Row[Any]], on: date, known_on: datetime | None
) -> Sequence[Row[Any]]:
    """Returns the procedures of each group in order, with the name that they have on the day, else their last name."""
    groups = [(row.decision_id, row.code) for row in rows]
    in_force = exists().where(
        period.c.procedure_id == procedure.c.id, period.c.in_force.contains(on), held_true(known_on)
    )
    statement = (
        select(
            member.decision_id,
            member.group_code,
            CURRENT_CODE.label("procedure_code"),
            name_on(CURRENT_CODE, on, known_on).label("name"),
            in_force.label("in_force"),
        )
        .join(procedure, procedure.c.code == CURRENT_CODE)
        .where(tuple_(member.decision_id, member.group_code).in_(groups))
        .order_by(member.decision_id, member.group_code, member.position)
    )
    return await rows_of(read, statement)


def _definitions(known_on: datetime | None) -> Select[Any]:
    """Selects the definitions of groups by published Decisions."""
    statement = (
        select(
            *COLUMNS,
            annulled_from(group.decision_id, known_on).label("annulled_from"),
            agency.c.name.label("lead_agency_name"),
            *DECISION,
        )
        .join(decision, decision.c.id == group.decision_id)
        .join(agency, agency.c.code == group.lead_agency_code)
        .where(decision.c.status == Status.PUBLISHED.value)
    )
    return statement if known_on is None else statement.where(decision.c.recorded_at <= known_on)
