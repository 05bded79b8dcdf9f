"""Endpoints of the sets of services: essential ones, and groups that one dossier covers (liên thông)."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response

from common.http.days import Day
from common.http.json_limits import body_limit
from common.http.routes import Route
from common.http.transactions import Read, TheClock, Work
from online_services.registry.api.access import Registrar
from online_services.registry.api.requests import ServiceSetsIn
from online_services.registry.api.responses import ListedServiceSets, ListedSetOut, ServiceSetDetail
from online_services.registry.commands.record_service_sets import record_service_sets
from online_services.registry.domain.service_sets import SetKind
from online_services.registry.queries.service_sets_on import service_set_on, service_sets_on

router = APIRouter(prefix="/v1/service-sets", route_class=Route, tags=["online services"])


@router.post("", operation_id="recordServiceSets", status_code=204)
@body_limit(4_000_000)
async def record(body: ServiceSetsIn, officer: Registrar, work: Work) -> Response:
    """Records sets and what is in them. Of rows with the same set, procedure and first day the last one counts, and
    earlier ones stay on record with their author and ground."""
    await record_service_sets(work, [each.service_set() for each in body.sets], by=officer)
    return Response(status_code=204)


@router.get("", operation_id="listServiceSets")
async def list_service_sets(
    read: Read,
    clock: TheClock,
    on: Annotated[Day | None, Query(description="default: today")] = None,
    kind: SetKind | None = None,
) -> ListedServiceSets:
    """Returns the sets of a day in the order of their codes."""
    day = on or clock.today()
    return ListedServiceSets(on=day, items=[ListedSetOut.of_row(row) for row in await service_sets_on(read, day, kind)])


@router.get("/{code}", operation_id="getServiceSet")
async def get_service_set(
    code: Annotated[str, Path(max_length=60)],
    read: Read,
    clock: TheClock,
    on: Annotated[Day | None, Query(description="default: today")] = None,
) -> ServiceSetDetail:
    """Returns a set with its members on a day, and at which level each is offered then."""
    day = on or clock.today()
    return ServiceSetDetail.of_set(day, await service_set_on(read, code, day))
