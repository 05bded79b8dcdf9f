"""The register (sổ theo dõi hồ sơ) of an agency, as pages and as a file. It names no applicant."""

from collections.abc import AsyncIterator
from datetime import date, datetime
from typing import Annotated, Any, Self
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response
from fastapi.responses import StreamingResponse
from pydantic import BaseModel
from sqlalchemy import Row
from sqlalchemy.ext.asyncio import AsyncConnection

from common.documents.csv_writing import CSV
from common.http.authentication import Requires
from common.http.days import Day
from common.http.declarations import never_stored, refuses, returns
from common.http.documented_headers import CONTENT_DISPOSITION
from common.http.pagination import Page, Paging, cursor_of
from common.http.routes import Route
from common.http.transactions import Read, Snapshot, TheClock
from common.identity import Actor
from online_services.clock.domain.appointments import Timeliness
from online_services.dossiers.domain.officers import OfficerRole
from online_services.dossiers.domain.refusals import RoleNotHeld
from online_services.dossiers.domain.states import Stage, State
from online_services.worklist.domain.register_lines import RegisterLine
from online_services.worklist.formats.register_csv import heading, register_csv
from online_services.worklist.queries.register import RegisterFilter, keeps_register, register, whole_register

router = APIRouter(prefix="/v1", route_class=Route, tags=["dossiers"])
Registrar = Annotated[Actor, Requires("dossiers.handle")]


class RegisterLineOut(BaseModel):
    """`timeliness` is how the result keeps the appointment; of an open dossier, how a result of now would. Where it is
    paused, or was when it ended, the beginning of the pause counts."""

    id: UUID
    parent_id: UUID | None
    number: str
    procedure_code: str
    version: int
    channel: str
    deciding_agency: str
    state: int
    state_name: str
    filed_at: datetime
    received_at: datetime
    due_on: date | None
    due_at: datetime | None
    paused_from: datetime | None
    ended_at: datetime | None
    timeliness: Timeliness | None

    @classmethod
    def of(cls, line: RegisterLine, now: datetime) -> Self:
        members = {name: getattr(line, name) for name in cls.model_fields if name != "timeliness"}
        return cls(**members, timeliness=line.timeliness(now))


class RegisterCriteria:
    def __init__(self, officer: Actor, criteria: RegisterFilter) -> None:
        self.officer = officer
        self.criteria = criteria

    async def check(self, read: AsyncConnection, today: date) -> None:
        """Raises `RoleNotHeld`."""
        if not await keeps_register(read, self.officer.agency, self.officer.subject, today):
            raise RoleNotHeld("register", OfficerRole)


@refuses(RoleNotHeld)
async def criteria_of(
    officer: Registrar,
    first: Annotated[Day, Query(alias="from", description="the first day of reception")],
    last: Annotated[Day, Query(alias="to", description="the last day of reception")],
    state: Annotated[State | None, Query(description="the state now")] = None,
) -> RegisterCriteria:
    return RegisterCriteria(officer, RegisterFilter(officer.agency, first, last, state))


Criteria = Annotated[RegisterCriteria, Depends(criteria_of)]


def line_of(row: Row[Any]) -> RegisterLine:
    return RegisterLine(**{**row._asdict(), "stage": Stage(row.stage)})


@router.get("/register", operation_id="listRegister")
@never_stored
async def list_register(
    criteria: Criteria, read: Read, clock: TheClock, page: Paging, response: Response
) -> Page[RegisterLineOut]:
    """Return the dossiers that the caller's agency received in a period, in the order of reception."""
    response.headers["Cache-Control"] = "no-store"
    await criteria.check(read, clock.today())
    after = page.key(datetime.fromisoformat, UUID)
    rows = await register(read, criteria.criteria, after, page.limit + 1)
    shown = [line_of(row) for row in rows[: page.limit]]
    more = len(rows) > page.limit
    cursor = cursor_of((shown[-1].received_at.isoformat(), str(shown[-1].id))) if more else None
    return Page(items=[RegisterLineOut.of(line, clock.now()) for line in shown], next=cursor)


@router.get(
    "/register.csv",
    operation_id="downloadRegister",
    response_class=Response,
    responses={200: {"content": {"text/csv": {}}}},
)
@never_stored
@returns(CONTENT_DISPOSITION)
async def download_register(criteria: Criteria, read: Snapshot, clock: TheClock) -> Response:
    """Return the same as one table, from one snapshot of the database."""
    await criteria.check(read, clock.today())
    name = f"register-{criteria.criteria.first}-{criteria.criteria.last}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    chunks = _chunks(read, criteria.criteria, clock.now())
    return StreamingResponse(chunks, media_type=CSV, headers=headers)


async def _chunks(read: AsyncConnection, criteria: RegisterFilter, now: datetime) -> AsyncIterator[bytes]:
    yield heading().encode()
    async for rows in whole_register(read, criteria):
        yield register_csv(map(line_of, rows), now).encode()
