"""The internal processes (quy trình nội bộ) in force on a day, as this system knew it, compared with the law of that
day."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CTE, Date, Row, Select, Text, cast, exists, func, or_, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from procedures.law.domain.references import Status
from procedures.law.queries.law_rows import DECISION, codes_of, in_force_on, name_on
from procedures.processes.domain.internal_processes import Process, ProcessStep
from procedures.processes.domain.process_limits import Fit, VersionInForce, compare
from procedures.processes.queries.entire_annulments import annulled_from
from procedures.processes.storage.repository import Processes, decode_channels
from procedures.shared.domain.procedure_codes import ProcedureCode
from procedures.shared.queries.rows import rows_of
from procedures.tables import (
    agency,
    decision,
    decision_item,
    internal_process,
    procedure,
    process_step,
    rectification,
    rectification_item,
    version,
)

columns, item = internal_process.c, decision_item.c
PROCESS_ATTRIBUTES = (
    "code",
    "procedure_code",
    "name",
    "inter_agency",
    "agency_code",
    "channel",
    "for_case",
    "separate_signer",
)
STEP_ATTRIBUTES = ("name", "role", "hours", "agency_code", "agency_name")


@dataclass(frozen=True, slots=True)
class ProcessInForce:
    row: Row[Any]
    fit: Fit


async def processes_in_force(
    read: AsyncConnection,
    on: date,
    known_on: datetime | None,
    procedure_code: str | None,
    after: tuple[Any, ...],
    limit: int,
) -> list[ProcessInForce]:
    """Returns the processes in the order of procedure and code, after the key `after`; `procedure_code` selects those
    of one procedure."""
    approved = _approved(on, known_on, procedure_code).cte("approved")
    statement = (
        select(approved, name_on(approved.c.procedure_code, on, known_on).label("procedure_name"))
        .where(~exists().where(*_replaces(approved.alias("later"), approved)))
        .order_by(approved.c.procedure_code, approved.c.code)
        .limit(limit)
    )
    if after:
        statement = statement.where(tuple_(approved.c.procedure_code, approved.c.code) > after)
    rows = await rows_of(read, statement)
    steps = await _steps(read, rows)
    versions = await _versions(read, {row.procedure_code for row in rows}, on, known_on)
    hours_per_unit = await Processes(read).hours_per_unit(on)
    processes = [_process(row, steps[row.decision_id, row.code]) for row in rows]
    return [
        ProcessInForce(row, compare(process, versions.get(process.procedure_code), hours_per_unit))
        for row, process in zip(rows, processes, strict=True)
    ]


def _approved(on: date, known_on: datetime | None, procedure_code: str | None) -> Select[Any]:
    """Selects the processes that Decisions approved by that day, without Decisions that are annulled entirely by
    then."""
    since, until = _valid_from(known_on), annulled_from(internal_process.c.decision_id, known_on)
    statement = (
        select(
            *(columns[name] for name in PROCESS_ATTRIBUTES if name != "procedure_code"),
            func.current_code(columns.procedure_code, type_=Text).label("procedure_code"),
            since.label("valid_from"),
            until.label("annulled_from"),
            agency.c.name.label("agency_name"),
            decision.c.recorded_at,
            *DECISION,
        )
        .join(decision, decision.c.id == columns.decision_id)
        .join(agency, agency.c.code == columns.agency_code)
        .where(decision.c.status == Status.PUBLISHED.value, since <= on, or_(until.is_(None), until > on))
    )
    if known_on is not None:
        statement = statement.where(decision.c.recorded_at <= known_on)
    return (
        statement if procedure_code is None else statement.where(columns.procedure_code.in_(codes_of(procedure_code)))
    )


def _valid_from(known_on: datetime | None) -> Any:
    """Returns the effective date of the version that the same Decision creates of the procedure, with its last known
    correction; else the signing day."""
    corrected = (
        select(rectification_item.c.effective_on)
        .join(rectification, rectification.c.id == rectification_item.c.rectification_id)
        .where(
            rectification_item.c.decision_id == item.decision_id,
            rectification_item.c.item_number == item.number,
            rectification_item.c.effective_on.is_not(None),
        )
        .order_by(rectification.c.recorded_at.desc())
        .limit(1)
    )
    if known_on is not None:
        corrected = corrected.where(rectification.c.recorded_at <= known_on)
    item_date = (
        select(func.coalesce(corrected.correlate(decision_item).scalar_subquery(), item.effective_on))
        .where(
            item.decision_id == columns.decision_id,
            func.coalesce(item.successor_code, item.procedure_code) == columns.procedure_code,
            item.content.is_not(None),
        )
        .correlate(internal_process)
        .scalar_subquery()
    )
    return func.coalesce(item_date, decision.c.signed_on, type_=Date)


def _replaces(later: Any, approved: CTE) -> Iterable[Any]:
    """Yields the conditions that a process of another Decision replaces one: it is for the same procedure, and has the
    same code, or the same agency, channel and case."""
    old, new = approved.c, later.c
    yield new.procedure_code == old.procedure_code
    yield new.decision_id != old.decision_id
    same_dossiers = (
        (new.agency_code == old.agency_code)
        & new.channel.is_not_distinct_from(old.channel)
        & new.for_case.is_not_distinct_from(old.for_case)
    )
    yield (new.code == old.code) | same_dossiers
    order = ("valid_from", "recorded_at", "decision_id")
    yield tuple_(*(new[name] for name in order)) > tuple_(*(old[name] for name in order))


async def _steps(read: AsyncConnection, rows: Sequence[Row[Any]]) -> Mapping[tuple[UUID, str], Sequence[ProcessStep]]:
    step, steps = process_step.c, defaultdict(list)
    processes = [(row.decision_id, row.code) for row in rows]
    statement = (
        select(step.decision_id, step.process_code, *(step[name] for name in STEP_ATTRIBUTES))
        .where(tuple_(step.decision_id, step.process_code).in_(processes))
        .order_by(step.decision_id, step.process_code, step.number)
    )
    for row in await rows_of(read, statement):
        steps[row.decision_id, row.process_code].append(
            ProcessStep(**{name: getattr(row, name) for name in STEP_ATTRIBUTES})
        )
    return steps


async def _versions(
    read: AsyncConnection, codes: set[str], on: date, known_on: datetime | None
) -> dict[str, VersionInForce]:
    channels = cast(version.c.content["channels"], Text).label("channels")
    statement = in_force_on(on, known_on, (channels,)).where(procedure.c.code.in_(codes))
    rows = await rows_of(read, statement)
    return {row.code: VersionInForce(row.version, decode_channels(row.channels)) for row in rows}


def _process(row: Row[Any], steps: Sequence[ProcessStep]) -> Process:
    attributes = {name: getattr(row, name) for name in PROCESS_ATTRIBUTES if name not in ("procedure_code", "for_case")}
    return Process(
        **attributes, procedure_code=ProcedureCode(row.procedure_code), case=row.for_case, steps=tuple(steps)
    )
