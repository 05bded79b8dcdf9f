"""Internal processes in force, groups of procedures that are handled together (liên thông), and the working hours by
which processes are
judged."""

from typing import Annotated

from fastapi import APIRouter, Path, Query

from common.http.days import Day
from common.http.pagination import Page, Paging, cursor_of
from common.http.routes import Route
from common.http.transactions import Read, TheClock, Work
from procedures.processes.api.requests import WorkingHoursIn
from procedures.processes.api.responses import (
    AllWorkingHours,
    GroupHistory,
    GroupOut,
    ProcessInForceOut,
    WorkingHoursOut,
)
from procedures.processes.commands.record_working_hours import record_working_hours
from procedures.processes.queries.procedure_groups import history_of_group, members_of, procedure_groups
from procedures.processes.queries.processes_in_force import processes_in_force
from procedures.processes.queries.working_hours import working_hours
from procedures.shared.api.dependencies import Cataloguer
from procedures.shared.api.moments import KnownOn, OnDay
from procedures.shared.api.responses import Recorded
from procedures.shared.api.text_fields import Code

router = APIRouter(prefix="/v1", route_class=Route, tags=["processes"])


@router.get("/processes")
async def processes(
    read: Read,
    clock: TheClock,
    page: Paging,
    in_force_on: OnDay = None,
    known_on: KnownOn = None,
    procedure: Annotated[Code | None, Query(description="the one that they are for")] = None,
) -> Page[ProcessInForceOut]:
    """The internal processes (quy trình nội bộ) that stand on a day, by procedure and code: what the last Decision
    approved for the same
    dossiers, and none of a Decision that is annulled as a whole by then."""
    found = await processes_in_force(
        read, in_force_on or clock.today(), known_on, procedure, page.key(str, str), page.limit + 1
    )
    shown = found[: page.limit]
    last = shown[-1].fit.process if len(found) > page.limit else None
    more = last and cursor_of([last.procedure_code, last.code])
    return Page(items=[ProcessInForceOut.of(one) for one in shown], next=more)


@router.get("/procedure-groups")
async def groups(
    read: Read,
    clock: TheClock,
    page: Paging,
    on: Annotated[Day | None, Query(description="today where it is left out")] = None,
    known_on: KnownOn = None,
    procedure: Annotated[Code | None, Query(description="one that the group joins")] = None,
) -> Page[GroupOut]:
    """The groups of procedures that are handled together on a day, in the order of their codes."""
    day = on or clock.today()
    rows = await procedure_groups(read, day, known_on, procedure, page.key(str), page.limit + 1)
    shown = rows[: page.limit]
    members = await members_of(read, shown, day, known_on)
    more = cursor_of([shown[-1].code]) if len(rows) > page.limit else None
    return Page(items=[GroupOut.of_row(row, members) for row in shown], next=more)


@router.get("/procedure-groups/{code}")
async def group(code: Annotated[str, Path(examples=["LT.0001"])], read: Read, clock: TheClock) -> GroupHistory:
    """What each Decision made of the group, and from when; its members as they are today."""
    rows = await history_of_group(read, code)
    members = await members_of(read, rows, clock.today(), None)
    return GroupHistory(code=code, items=[GroupOut.of_row(row, members) for row in rows])


@router.get("/working-hours")
async def hours(read: Read) -> AllWorkingHours:
    """How many working hours a unit of time has: what internal processes are held against the law's time limits by."""
    return AllWorkingHours(
        items=[WorkingHoursOut.model_validate(row, from_attributes=True) for row in await working_hours(read)]
    )


@router.post("/working-hours")
async def record(body: WorkingHoursIn, officer: Cataloguer, work: Work) -> Recorded:
    """Say how many working hours a unit of time has. What was judged already stays."""
    await record_working_hours(work, body.unit, body.hours, body.valid_from, body.legal_basis, by=officer)
    return Recorded(recorded=1)
