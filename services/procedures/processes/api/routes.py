"""Internal processes in force, groups of procedures that are handled together (liên thông), and the working hours that
processes are compared in."""

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


@router.get("/processes", operation_id="listProcesses")
async def list_processes(
    read: Read,
    clock: TheClock,
    page: Paging,
    in_force_on: OnDay = None,
    known_on: KnownOn = None,
    procedure: Annotated[Code | None, Query(description="the procedure that they are for")] = None,
) -> Page[ProcessInForceOut]:
    """List the internal processes (quy trình nội bộ) in force on a day, in the order of procedure and code: for each
    kind of dossier the one that the last Decision approved, without Decisions that are annulled entirely by that
    day."""
    processes = await processes_in_force(
        read, in_force_on or clock.today(), known_on, procedure, page.key(str, str), page.limit + 1
    )
    items = processes[: page.limit]
    last = items[-1].fit.process if len(processes) > page.limit else None
    cursor = last and cursor_of([last.procedure_code, last.code])
    return Page(items=[ProcessInForceOut.of(process) for process in items], next=cursor)


@router.get("/procedure-groups", operation_id="listProcedureGroups")
async def list_groups(
    read: Read,
    clock: TheClock,
    page: Paging,
    on: Annotated[Day | None, Query(description="default: today")] = None,
    known_on: KnownOn = None,
    procedure: Annotated[Code | None, Query(description="a member of the group")] = None,
) -> Page[GroupOut]:
    """List the groups of procedures that are handled together on a day, in the order of their codes."""
    day = on or clock.today()
    rows = await procedure_groups(read, day, known_on, procedure, page.key(str), page.limit + 1)
    items = rows[: page.limit]
    members = await members_of(read, items, day, known_on)
    cursor = cursor_of([items[-1].code]) if len(rows) > page.limit else None
    return Page(items=[GroupOut.of_row(row, members) for row in items], next=cursor)


@router.get("/procedure-groups/{code}", operation_id="getProcedureGroup")
async def get_group_history(
    code: Annotated[str, Path(examples=["LT.0001"])], read: Read, clock: TheClock
) -> GroupHistory:
    """Return each definition of the group with its Decision; its members have the names that they have today."""
    rows = await history_of_group(read, code)
    members = await members_of(read, rows, clock.today(), None)
    return GroupHistory(code=code, items=[GroupOut.of_row(row, members) for row in rows])


@router.get("/working-hours", operation_id="listWorkingHours")
async def list_working_hours(read: Read) -> AllWorkingHours:
    """List how many working hours each unit of time has. Internal processes are compared with time limits in working
    hours."""
    return AllWorkingHours(
        items=[WorkingHoursOut.model_validate(row, from_attributes=True) for row in await working_hours(read)]
    )


@router.post("/working-hours", operation_id="addWorkingHours")
async def add_working_hours(body: WorkingHoursIn, officer: Cataloguer, work: Work) -> Recorded:
    """Record how many working hours a unit of time has. Earlier comparisons do not change."""
    await record_working_hours(work, body.unit, body.hours, body.valid_from, body.legal_basis, by=officer)
    return Recorded(recorded=1)
