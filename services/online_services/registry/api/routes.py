"""The registry of online services: public to read, officers' to change."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response
from sqlalchemy.ext.asyncio import AsyncConnection

from common.http.days import Day
from common.http.etags import ExpectedRevision, revision_tag
from common.http.pagination import Page, Paging, cursor_of
from common.http.routes import Route
from common.http.transactions import Read, TheClock, Work
from online_services.registry.api.access import Registrar, Reviewer
from online_services.registry.api.requests import LevelChangeIn, ProcedureCode, RegistrationsIn
from online_services.registry.api.responses import (
    History,
    HistoryLine,
    OfferedOut,
    OnlineServiceDetail,
    RegisteredServicesOut,
)
from online_services.registry.commands.change_level import change_level
from online_services.registry.commands.confirm_review import confirm_review
from online_services.registry.commands.register_online_services import register_online_services
from online_services.registry.domain.levels import OnlineLevel
from online_services.registry.queries.online_services_on import ServiceFilter, online_services_on
from online_services.registry.queries.service_with_levels import history_of, online_services_with_levels

router = APIRouter(prefix="/v1/online-services", route_class=Route, tags=["online services"])


@router.post("", status_code=201)
async def register(body: RegistrationsIn, officer: Registrar, work: Work) -> RegisteredServicesOut:
    """Offer procedures online, all of them or none. With `Event-Position-At-Least` it waits until it has heard of their
    Decision."""
    registered = await register_online_services(work, [each.registration() for each in body.services], by=officer)
    entries = await online_services_with_levels(work.connection, [UUID(service.id) for service in registered])
    return RegisteredServicesOut(services=[OnlineServiceDetail.of_entry(entry) for entry in entries])


@router.get("")
async def offered(
    read: Read,
    clock: TheClock,
    page: Paging,
    on: Annotated[Day | None, Query(description="today where it is left out")] = None,
    level: OnlineLevel | None = None,
    procedure_code: Annotated[ProcedureCode | None, Query()] = None,
    agency: Annotated[str | None, Query(max_length=35, description="an agency's code, with all below it")] = None,
    under_review: bool | None = None,
) -> Page[OfferedOut]:
    """The services offered on a day, with their level on that day."""
    criteria = ServiceFilter(on or clock.today(), level, procedure_code, agency, under_review)
    rows = await online_services_on(read, criteria, page.key(str, UUID), page.limit + 1)
    shown = rows[: page.limit]
    more = cursor_of((shown[-1].procedure_code, str(shown[-1].id))) if len(rows) > page.limit else None
    return Page(items=[OfferedOut.of_row(row) for row in shown], next=more)


@router.get("/{id}")
async def one(id: UUID, read: Read, response: Response) -> OnlineServiceDetail:
    """One service with its history of levels."""
    return await _detail(read, id, response)


@router.get("/{id}/history")
async def history(id: UUID, read: Read) -> History:
    """What was done to the service: when, from which day it holds, and under which Decision."""
    return History(items=[HistoryLine.of_row(row) for row in await history_of(read, id)])


@router.post("/{id}/level")
async def level(
    id: UUID, body: LevelChangeIn, officer: Registrar, expected: ExpectedRevision, work: Work, response: Response
) -> OnlineServiceDetail:
    """Raise or lower a service from a day on."""
    await change_level(work, id, body.offer(), body.effective_on, expected, by=officer)
    return await _detail(work.connection, id, response)


@router.post("/{id}/review")
async def review(
    id: UUID, officer: Reviewer, expected: ExpectedRevision, work: Work, response: Response
) -> OnlineServiceDetail:
    """Confirm a service whose procedure was amended. With `If-Match` an amendment that came meanwhile is not confirmed
    unseen."""
    await confirm_review(work, id, expected, by=officer)
    return await _detail(work.connection, id, response)


async def _detail(connection: AsyncConnection, id: UUID, response: Response) -> OnlineServiceDetail:
    (entry,) = await online_services_with_levels(connection, [id])
    response.headers["ETag"] = revision_tag(entry.service.revision)
    return OnlineServiceDetail.of_entry(entry)
