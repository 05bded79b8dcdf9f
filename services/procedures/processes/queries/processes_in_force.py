"""Which internal processes (quy trình nội bộ) stand on a day, as this system knew it, and whether they fit into the law
of that day."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CTE, Date, Row, Select, Text, cast, exists, func, or_, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from procedures.law.domain.references import Status
from procedures.law.queries.law_rows import DECISION, in_force_on, name_on
from procedures.processes.domain.internal_processes import Process, ProcessStep
from procedures.processes.domain.process_limits import Fit, InForce, compared
from procedures.processes.queries.entire_annulments import annulled_from
from procedures.processes.storage.repository import Processes, channels_in
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

process, item = internal_process.c, decision_item.c
OWN = ("code", "procedure_code", "name", "inter_agency", "agency_code", "channel", "for_case")
STEP = ("name", "role", "hours", "agency_code", "agency_name")


@dataclass(frozen=True, slots=True)
class ProcessInForce:
    row: Row[Any]
    fit: Fit


async def processes_in_force(
    read: AsyncConnection, on: date, known_on: datetime | None, about: str | None, after: tuple[Any, ...], limit: int
) -> list[ProcessInForce]:
    """By procedure and code, from behind `after`; `about` is the procedure that they are for."""
    said = _approved(on, known_on, about).cte("said")
    statement = (
        select(said, name_on(said.c.procedure_code, on, known_on).label("procedure_name"))
        .where(~exists().where(*_takes_its_place(said.alias("later"), said)))
        .order_by(said.c.procedure_code, said.c.code)
        .limit(limit)
    )
    if after:
        statement = statement.where(tuple_(said.c.procedure_code, said.c.code) > after)
    rows = await rows_of(read, statement)
    steps, law = await _steps(read, rows), await _law(read, {row.procedure_code for row in rows}, on, known_on)
    hours_of = await Processes(read).hours_of(on)
    made = [_process(row, steps[row.decision_id, row.code]) for row in rows]
    return [
        ProcessInForce(row, compared(one, law.get(one.procedure_code), hours_of))
        for row, one in zip(rows, made, strict=True)
    ]


def _approved(on: date, known_on: datetime | None, about: str | None) -> Select[Any]:
    """What Decisions approved by that day, and no annulment took back by then."""
    since, until = _valid_from(known_on), annulled_from(internal_process.c.decision_id, known_on)
    statement = (
        select(
            *(process[name] for name in OWN),
            since.label("valid_from"),
            until.label("annulled_from"),
            agency.c.name.label("agency_name"),
            decision.c.recorded_at,
            *DECISION,
        )
        .join(decision, decision.c.id == process.decision_id)
        .join(agency, agency.c.code == process.agency_code)
        .where(decision.c.status == Status.PUBLISHED.value, since <= on, or_(until.is_(None), until > on))
    )
    if known_on is not None:
        statement = statement.where(decision.c.recorded_at <= known_on)
    return statement if about is None else statement.where(process.procedure_code == about)


def _valid_from(known_on: datetime | None) -> Any:
    """The day of the version that the Decision itself makes of the procedure, as far as it is known to be right, else
    the day of signing."""
    mended = (
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
        mended = mended.where(rectification.c.recorded_at <= known_on)
    own = (
        select(func.coalesce(mended.correlate(decision_item).scalar_subquery(), item.effective_on))
        .where(
            item.decision_id == process.decision_id,
            func.coalesce(item.successor_code, item.procedure_code) == process.procedure_code,
            item.content.is_not(None),
        )
        .correlate(internal_process)
        .scalar_subquery()
    )
    return func.coalesce(own, decision.c.signed_on, type_=Date)


def _takes_its_place(later: Any, said: CTE) -> Iterable[Any]:
    """Another Decision's, for the same procedure: under the same code, or of the same agency for the same channel and
    case."""
    mine, its = said.c, later.c
    yield its.procedure_code == mine.procedure_code
    yield its.decision_id != mine.decision_id
    same_dossiers = (
        (its.agency_code == mine.agency_code)
        & its.channel.is_not_distinct_from(mine.channel)
        & its.for_case.is_not_distinct_from(mine.for_case)
    )
    yield (its.code == mine.code) | same_dossiers
    order = ("valid_from", "recorded_at", "decision_id")
    yield tuple_(*(its[name] for name in order)) > tuple_(*(mine[name] for name in order))


async def _steps(read: AsyncConnection, rows: Sequence[Row[Any]]) -> Mapping[tuple[UUID, str], Sequence[ProcessStep]]:
    step, found = process_step.c, defaultdict(list)
    wanted = [(row.decision_id, row.code) for row in rows]
    statement = (
        select(step.decision_id, step.process_code, *(step[name] for name in STEP))
        .where(tuple_(step.decision_id, step.process_code).in_(wanted))
        .order_by(step.decision_id, step.process_code, step.number)
    )
    for row in await rows_of(read, statement):
        found[row.decision_id, row.process_code].append(ProcessStep(**{name: getattr(row, name) for name in STEP}))
    return found


async def _law(read: AsyncConnection, codes: set[str], on: date, known_on: datetime | None) -> dict[str, InForce]:
    channels = cast(version.c.content["channels"], Text).label("channels")
    found = in_force_on(on, known_on, (channels,)).where(procedure.c.code.in_(codes))
    return {row.code: InForce(row.version, channels_in(row.channels)) for row in await rows_of(read, found)}


def _process(row: Row[Any], steps: Sequence[ProcessStep]) -> Process:
    said = {name: getattr(row, name) for name in OWN if name not in ("procedure_code", "for_case")}
    return Process(**said, procedure_code=ProcedureCode(row.procedure_code), case=row.for_case, steps=tuple(steps))
