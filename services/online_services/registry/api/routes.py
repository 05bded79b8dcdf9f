"""Endpoints of the registry of online services: anybody may read it, officers change it."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response
from sqlalchemy.ext.asyncio import AsyncConnection

from common.http.days import Day
from common.http.declarations import returns
from common.http.documented_headers import ETAG
from common.http.etags import ExpectedRevision, revision_tag
from common.http.json_limits import body_limit
from common.http.pagination import Page, Paging, cursor_of
from common.http.routes import Route
from common.http.transactions import Read, TheClock, Work
from online_services.law.api.parameters import ProcedureCode
from online_services.registry.api.access import Registrar, Reviewer
from online_services.registry.api.requests import LevelChangeIn, ProactiveLevelIn, RegistrationsIn
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
from online_services.registry.commands.set_proactive_level import set_proactive_level
from online_services.registry.domain.levels import OnlineLevel
from online_services.registry.queries.online_services_on import ServiceFilter, online_services_on
from online_services.registry.queries.service_with_levels import history_of, online_services_with_levels

router = APIRouter(prefix="/v1/online-services", route_class=Route, tags=["online services"])


@router.post("", operation_id="registerOnlineServices", status_code=201)
@body_limit(4_000_000)
async def register(body: RegistrationsIn, officer: Registrar, work: Work) -> RegisteredServicesOut:
    """Offers procedures online, either all of them or none. With `Event-Position-At-Least` the request waits until the
    events of their Decision have been applied here."""
    registrations = [service.registration() for service in body.services]
    registered = await register_online_services(work, registrations, by=officer)
    services = await online_services_with_levels(work.connection, [UUID(service.id) for service in registered])
    return RegisteredServicesOut(services=[OnlineServiceDetail.of_service(service) for service in services])


@router.get("", operation_id="listOnlineServices")
async def list_online_services(
    read: Read,
    clock: TheClock,
    page: Paging,
    on: Annotated[Day | None, Query(description="default: today")] = None,
    level: OnlineLevel | None = None,
    procedure_code: Annotated[ProcedureCode | None, Query()] = None,
    agency: Annotated[
        str | None, Query(max_length=35, description="code of an agency; agencies below it are included")
    ] = None,
    under_review: bool | None = None,
) -> Page[OfferedOut]:
    """Returns the services that are in the registry on a day, with their level on that day. At `information_only` and
    `undetermined` nothing is filed online: these are not online services, and no report counts them."""
    criteria = ServiceFilter(on or clock.today(), level, procedure_code, agency, under_review)
    rows = await online_services_on(read, criteria, page.key(str, UUID), page.limit + 1)
    items = rows[: page.limit]
    cursor = cursor_of((items[-1].procedure_code, str(items[-1].id))) if len(rows) > page.limit else None
    return Page(items=[OfferedOut.of_row(row) for row in items], next=cursor)


@router.get("/{id}", operation_id="getOnlineService")
async def get_online_service(id: UUID, read: Read, response: Response) -> OnlineServiceDetail:
    """Returns a service with all its levels: past, present and decided for later."""
    return await _detail(read, id, response)


@router.get("/{id}/history", operation_id="getOnlineServiceHistory")
async def get_history(id: UUID, read: Read) -> History:
    """Returns all changes of a service: when each was recorded, from which day it applies, and under which Decision."""
    return History(items=[HistoryLine.of_row(row) for row in await history_of(read, id)])


@router.post("/{id}/level", operation_id="setOnlineServiceLevel")
@returns(ETAG)
async def set_level(
    id: UUID, body: LevelChangeIn, officer: Registrar, expected: ExpectedRevision, work: Work, response: Response
) -> OnlineServiceDetail:
    """Raises or lowers the level of a service from a day on. Only a partial service states a reason."""
    await change_level(work, id, body.offer(), body.effective_on, expected, by=officer)
    return await _detail(work.connection, id, response)


@router.post("/{id}/proactive-level", operation_id="setProactiveLevel")
@returns(ETAG)
async def set_proactive(
    id: UUID, body: ProactiveLevelIn, officer: Registrar, expected: ExpectedRevision, work: Work, response: Response
) -> OnlineServiceDetail:
    """Records how proactively a service is provided from a day on (mức độ chủ động, Điều 16 NĐ 224/2026)."""
    await set_proactive_level(work, id, body.level, body.effective_on, body.legal_basis, expected, by=officer)
    return await _detail(work.connection, id, response)


@router.post("/{id}/review", operation_id="confirmOnlineServiceReview")
@returns(ETAG)
async def confirm(
    id: UUID, officer: Reviewer, expected: ExpectedRevision, work: Work, response: Response
) -> OnlineServiceDetail:
    """Confirms a service whose procedure was amended. `If-Match` prevents that an amendment is confirmed that arrived
    after the officer read the service."""
    await confirm_review(work, id, expected, by=officer)
    return await _detail(work.connection, id, response)


async def _detail(connection: AsyncConnection, id: UUID, response: Response) -> OnlineServiceDetail:
    (service,) = await online_services_with_levels(connection, [id])
    response.headers["ETag"] = revision_tag(service.service.revision)
    return OnlineServiceDetail.of_service(service)
