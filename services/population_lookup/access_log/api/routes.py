"""Who has accessed a citizen's record."""

import re
from typing import Annotated, Any, TypeVar
from uuid import UUID

from fastapi import APIRouter, Depends, Response

from common.http.authentication import Requires, caller
from common.http.declarations import never_stored
from common.http.pagination import Page, PageRequest, Paging, cursor_of
from common.http.routes import Route
from common.http.transactions import Read, TheClock, Work
from common.identity import Actor
from population_lookup.access_log.api.requests import AccessSearchIn, WithholdingIn
from population_lookup.access_log.api.responses import AccessOut, LoggedAccessOut, WithholdingOut
from population_lookup.access_log.commands.record_reading import record_reading
from population_lookup.access_log.commands.withhold_access import withhold_access
from population_lookup.access_log.domain.oversight import Withholding
from population_lookup.access_log.queries.accesses_of_citizen import accesses_of
from population_lookup.register.storage.wards import wards_of
from population_lookup.shared.domain.refusals import CallerIsNoCitizen

router = APIRouter(prefix="/v1", route_class=Route, tags=["accesses"])

PERSONAL_NUMBER = re.compile(r"[0-9]{12}")
Reader = Annotated[Actor, Requires("population.accesses.read")]
Withholder = Annotated[Actor, Requires("population.accesses.withhold")]
Out = TypeVar("Out", bound=AccessOut)


async def citizen(actor: Annotated[Actor, Depends(caller)]) -> str:
    """The personal number of the caller, which is the subject of their token. Raises `CallerIsNoCitizen`."""
    if PERSONAL_NUMBER.fullmatch(actor.subject) is None:
        raise CallerIsNoCitizen
    return actor.subject


@router.get("/me/accesses", operation_id="listMyAccesses")
@never_stored
async def my_accesses(
    personal_id: Annotated[str, Depends(citizen)], read: Read, clock: TheClock, page: Paging, response: Response
) -> Page[AccessOut]:
    """All accesses that concern the caller, and those whom they represent by law, latest first. An access that is
    withheld is not among them before its day."""
    persons = [personal_id, *await wards_of(read, personal_id)]
    lines = await accesses_of(read, persons, page.key(int, int), page.limit + 1, clock.today())
    return _page(AccessOut, lines, page, response)


@router.post("/accesses/search", operation_id="searchAccesses")
@never_stored
async def search_accesses(
    body: AccessSearchIn, reader: Reader, work: Work, page: Paging, response: Response
) -> Page[LoggedAccessOut]:
    """All accesses that concern one citizen, latest first. That they were read, by whom and why is a line of the same
    log, which the citizen sees."""
    lines = await accesses_of(work.connection, [body.personal_id], page.key(int, int), page.limit + 1)
    await record_reading(work, body.personal_id, reader, body.officer_id, body.reason)
    return _page(LoggedAccessOut, lines, page, response)


@router.put("/accesses/{lookup_id}/withholding", operation_id="withholdAccess")
@never_stored
async def withhold(
    lookup_id: UUID, body: WithholdingIn, withholder: Withholder, work: Work, response: Response
) -> WithholdingOut:
    """Withhold an access from the citizen whom it concerns until a day; a later day, or today, takes its place."""
    await withhold_access(work, lookup_id, Withholding(body.until, body.ground), withholder, body.officer_id)
    response.headers["Cache-Control"] = "no-store"
    return WithholdingOut(lookup_id=str(lookup_id), until=body.until, ground=body.ground)


def _page(kind: type[Out], lines: list[dict[str, Any]], page: PageRequest, response: Response) -> Page[Out]:
    shown = lines[: page.limit]
    response.headers["Cache-Control"] = "no-store"
    last = shown[-1] if len(lines) > page.limit else None
    next_cursor = None if last is None else cursor_of((last["sequence"], last["place"]))
    return Page(items=[kind.of(line) for line in shown], next=next_cursor)
