"""The joined rows that the questions about the law share."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Date, FromClause, Select, func, select

from procedures.tables import agency, decision, field, period, procedure, version

DECISION = tuple(
    decision.c[name].label(f"decision_{name}") for name in ("id", "number", "issuing_body", "signed_on", "title")
)
EFFECTIVE = (
    func.lower(period.c.in_force, type_=Date).label("effective_from"),
    func.upper(period.c.in_force, type_=Date).label("effective_to"),
)
HEADING = (
    procedure.c.code,
    version.c.name,
    version.c.agency_code,
    agency.c.name.label("agency_name"),
    version.c.field_code,
    field.c.name.label("field_name"),
    version.c.levels,
    version.c.population_fields,
    version.c.number.label("version"),
)


def held_true(known_on: datetime | None) -> ColumnElement[bool]:
    """What this system knew at that moment. Now is not a moment but what was not yet closed, whatever the clocks
    say."""
    return func.upper_inf(period.c.known) if known_on is None else period.c.known.contains(known_on)


def versions_with_names(*columns: Any) -> Select[Any]:
    """Versions with their procedure, the Decision that made them, and the names that they go by."""
    joined: FromClause = (
        procedure.join(version, version.c.procedure_id == procedure.c.id)
        .join(decision, decision.c.id == version.c.decision_id)
        .join(agency, agency.c.code == version.c.agency_code)
        .join(field, field.c.code == version.c.field_code)
    )
    return select(*columns).select_from(joined)


def in_force_on(
    day: date | BindParameter[date], known_on: datetime | None, extra: Iterable[ColumnElement[Any]] = ()
) -> Select[Any]:
    """Each procedure's version that is law on the day, as this system knew it."""
    return in_periods(known_on, extra).where(period.c.in_force.contains(day))


def in_force_since(day: date, known_on: datetime | None, extra: Iterable[ColumnElement[Any]] = ()) -> Select[Any]:
    """Beside them each version that is to be law later."""
    ends = func.upper(period.c.in_force, type_=Date)
    return in_periods(known_on, extra).where(ends.is_(None) | (ends > day))


def in_periods(known_on: datetime | None, extra: Iterable[ColumnElement[Any]] = ()) -> Select[Any]:
    holds = (period.c.procedure_id == procedure.c.id) & (period.c.version == version.c.number)
    return (
        versions_with_names(*HEADING, *EFFECTIVE, period.c.under_review, *DECISION, *extra)
        .join(period, holds)
        .where(held_true(known_on))
    )


def name_on(code: ColumnElement[str], day: date, known_on: datetime | None) -> ColumnElement[str]:
    """The name that a procedure has on the day, else its last, else its code: it may be called what never was law."""
    named = procedure.alias()
    name = (
        select(version.c.name)
        .join(named, named.c.id == version.c.procedure_id)
        .join(period, (period.c.procedure_id == version.c.procedure_id) & (period.c.version == version.c.number))
        .where(named.c.code == code, held_true(known_on))
        .order_by(period.c.in_force.contains(day).desc(), func.lower(period.c.in_force).desc())
        .limit(1)
        .scalar_subquery()
    )
    return func.coalesce(name, code)
