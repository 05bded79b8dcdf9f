"""The work list of an officer and of their agency. It names no applicant."""

from datetime import date, datetime
from typing import Annotated, Any, Self
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel
from sqlalchemy import Row

from common.http.authentication import Requires
from common.http.pagination import Page, Paging, cursor_of
from common.http.routes import Route
from common.http.transactions import Read, TheClock
from common.identity import Actor
from online_services.dossiers.domain.states import NAMES, STATES, Stage
from online_services.worklist.queries.work_list import WorkFilter, WorkGroup, work_list

router = APIRouter(prefix="/v1/work-list", route_class=Route, tags=["dossiers"])
Worker = Annotated[Actor, Requires("dossiers.handle")]


class WorkItemOut(BaseModel):
    """`handler` is the officer to whom the dossier is assigned, since `assigned_at`; null: any handler of the agency
    may claim it. `step` is the one of the internal process; null: the first one."""

    id: UUID
    number: str | None
    procedure_code: str
    channel: str
    state: int
    state_name: str
    stage: Stage
    revision: int
    filed_at: datetime
    received_at: datetime | None
    due_on: date | None
    due_at: datetime | None
    paused_from: datetime | None
    handler: str | None
    assigned_at: datetime | None
    step: int | None
    step_name: str | None

    @classmethod
    def of_row(cls, row: Row[Any]) -> Self:
        stage = Stage(row.stage)
        state = STATES[stage]
        return cls(
            id=row.id,
            number=row.number,
            procedure_code=row.procedure_code,
            channel=row.channel,
            state=int(state),
            state_name=NAMES[state],
            stage=stage,
            revision=row.revision,
            filed_at=row.filed_at,
            received_at=row.received_at,
            due_on=row.due_on,
            due_at=row.due_at,
            paused_from=row.paused_from,
            handler=row.handler,
            assigned_at=row.assigned_at,
            step=row.step,
            step_name=row.step_name,
        )


@router.get("", operation_id="listWork")
async def list_work(
    officer: Worker,
    read: Read,
    clock: TheClock,
    page: Paging,
    group: WorkGroup,
    mine: Annotated[bool, Query(description="only what is assigned to the caller")] = False,
) -> Page[WorkItemOut]:
    """Return the dossiers of one group that the caller's agency has to work on, the earliest appointment first. It is
    empty for a caller who holds no role at their agency today."""
    criteria = WorkFilter(group, officer.agency, officer.subject, mine)
    after = page.key(date.fromisoformat, UUID)
    rows = await work_list(read, criteria, clock.now(), clock.today(), after, page.limit + 1)
    shown = rows[: page.limit]
    cursor = cursor_of((shown[-1].sorted_by.isoformat(), str(shown[-1].id))) if len(rows) > page.limit else None
    return Page(items=[WorkItemOut.of_row(row) for row in shown], next=cursor)
