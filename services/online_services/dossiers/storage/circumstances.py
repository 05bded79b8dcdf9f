"""What an act needs to know beside its dossier, read in one statement once the dossier is locked: each statement costs
more than what it reads."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, String, bindparam, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from common.calendar.province_days import day_of
from common.database.connections import driver_of
from common.database.driver_statements import DriverStatement
from common.identity import Actor
from online_services.clock.domain.clock_rules import ClockRules
from online_services.clock.storage.known_rules import RULES, rules_known_at, rules_of_row
from online_services.dossiers.domain.dossier import Dossier
from online_services.dossiers.domain.officers import Officer
from online_services.dossiers.domain.transitions import Role
from online_services.dossiers.storage.dossier_officers import CURRENT
from online_services.tables import dossier, dossier_assignment, dossier_officer, dossier_paper


@dataclass(frozen=True, slots=True)
class Circumstances:
    """`officers` are the roles that are recorded for who acts, at their agency, and at the deciding agency for the
    officer to whom the dossier is assigned (`handler`) and for the one that the act names. `digitisation` has the
    states of the papers. `open_sub_dossiers` are in the order of their ids, in which they are locked. `rules` is None
    where the act needs none."""

    officers: tuple[Officer, ...]
    handler: str | None
    digitisation: tuple[int, ...]
    open_sub_dossiers: tuple[UUID, ...]
    rules: ClockRules | None


async def circumstances_of(
    connection: AsyncConnection,
    dossier: Dossier,
    by: Actor,
    at: datetime,
    *,
    named: str | None = None,
    with_rules: bool = False,
) -> Circumstances:
    """`named` is the officer that the act names."""
    values = _values(dossier, by, named)
    if with_rules:
        values |= {"code": dossier.filing.procedure_code, "day": day_of(at), "known_at": at}
    statement = WITH_RULES if with_rules else WITHOUT_RULES
    (row,) = await statement.fetch(await driver_of(connection), **values)
    return _circumstances(row, rules_of_row(row) if with_rules else None)


async def circumstances_of_all(
    connection: AsyncConnection, acts: Iterable[tuple[Dossier, Actor]], at: datetime
) -> list[Circumstances]:
    """Of acts that need the rules of the clock, in their order: in one exchange, and the rules once a procedure."""
    acts = list(acts)
    codes = {dossier.filing.procedure_code for dossier, _ in acts}
    rules = {code: await rules_known_at(connection, code, at) for code in codes}
    values = [_values(dossier, by, None) for dossier, by in acts]
    rows = await WITHOUT_RULES.fetch_each(await driver_of(connection), values)
    return [
        _circumstances(row, rules[dossier.filing.procedure_code]) for (dossier, _), row in zip(acts, rows, strict=True)
    ]


def _values(dossier: Dossier, by: Actor, named: str | None) -> dict[str, Any]:
    return {
        "of_dossier": dossier.filing.id,
        "deciding": dossier.filing.agencies.deciding,
        "agency": by.agency,
        "subject": by.subject,
        "named": named,
    }


def _circumstances(row: Any, rules: ClockRules | None) -> Circumstances:
    return Circumstances(
        officers=tuple(Officer(a, s, Role(role), *rest) for a, s, role, *rest in row["officers"]),
        handler=row["handler"],
        digitisation=tuple(row["digitisation"]),
        open_sub_dossiers=tuple(row["open_sub_dossiers"]),
        rules=rules,
    )


def _array(statement: Select[Any]) -> ColumnElement[Any]:
    return func.array(statement.scalar_subquery())


OF_DOSSIER: ColumnElement[UUID] = bindparam("of_dossier", type_=dossier.c.id.type)
DECIDING: ColumnElement[str] = bindparam("deciding", type_=String)
assignment, officer, sub = dossier_assignment.c, dossier_officer.c, dossier.alias().c
HANDLER = select(assignment.handler).where(assignment.dossier_id == OF_DOSSIER).scalar_subquery()
CONCERNED = CURRENT.where(
    or_(
        (officer.agency_code == bindparam("agency", type_=String))
        & (officer.subject == bindparam("subject", type_=String)),
        (officer.agency_code == DECIDING) & (officer.subject == bindparam("named", type_=String)),
        (officer.agency_code == DECIDING) & (officer.subject == HANDLER),
    )
).subquery()
FACTS = (
    _array(
        select(
            func.row(
                CONCERNED.c.agency_code,
                CONCERNED.c.subject,
                CONCERNED.c.role,
                CONCERNED.c.valid_from,
                CONCERNED.c.valid_to,
                CONCERNED.c.legal_basis,
            )
        )
    ).label("officers"),
    HANDLER.label("handler"),
    _array(select(dossier_paper.c.digitisation).where(dossier_paper.c.dossier_id == OF_DOSSIER)).label("digitisation"),
    _array(select(sub.id).where(sub.parent_id == OF_DOSSIER, sub.ended_at.is_(None)).order_by(sub.id)).label(
        "open_sub_dossiers"
    ),
)
WITHOUT_RULES = DriverStatement.of(select(*FACTS))
WITH_RULES = DriverStatement.of(select(*FACTS, RULES.subquery("rules")))
