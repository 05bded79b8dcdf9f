"""The joined rows that the queries about the law share."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Date, FromClause, Select, func, or_, select
from sqlalchemy.dialects.postgresql import array as pg_array

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
    """Returns the condition that this system knew the period at that moment. None means now: the periods whose known
    range is not closed, whatever the clocks say."""
    return func.upper_inf(period.c.known) if known_on is None else period.c.known.contains(known_on)


def versions_with_names(*columns: Any) -> Select[Any]:
    """Selects from versions joined with their procedure, Decision, agency and field."""
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
    """Selects the version of each procedure that is in force on the day, as this system knew it."""
    return in_periods(known_on, extra).where(period.c.in_force.contains(day))


def in_force_on_or_after(day: date, known_on: datetime | None, extra: Iterable[ColumnElement[Any]] = ()) -> Select[Any]:
    """Selects also each version that comes into force later."""
    ends = func.upper(period.c.in_force, type_=Date)
    return in_periods(known_on, extra).where(ends.is_(None) | (ends > day))


def in_periods(known_on: datetime | None, extra: Iterable[ColumnElement[Any]] = ()) -> Select[Any]:
    of_version = (period.c.procedure_id == procedure.c.id) & (period.c.version == version.c.number)
    return (
        versions_with_names(*HEADING, *EFFECTIVE, period.c.under_review, *DECISION, *extra)
        .join(period, of_version)
        .where(held_true(known_on))
    )


def name_on(code: ColumnElement[str], day: date, known_on: datetime | None) -> ColumnElement[str]:
    """Returns the name of a procedure on the day, else its last name, else its code: the procedure may never have been
    in force."""
    other_procedure = procedure.alias()
    name = (
        select(version.c.name)
        .join(other_procedure, other_procedure.c.id == version.c.procedure_id)
        .join(period, (period.c.procedure_id == version.c.procedure_id) & (period.c.version == version.c.number))
        .where(other_procedure.c.code == code, held_true(known_on))
        .order_by(period.c.in_force.contains(day).desc(), func.lower(period.c.in_force).desc())
        .limit(1)
        .scalar_subquery()
    )
    return func.coalesce(name, code)


def codes_of(code: str) -> Select[Any]:
    """Selects both codes of the procedure that has, or had, this one: what was stored under its provisional code is not
    rewritten."""
    codes = func.unnest(pg_array([procedure.c.code, procedure.c.provisional_code]))
    return select(codes).where(or_(procedure.c.code == code, procedure.c.provisional_code == code))
