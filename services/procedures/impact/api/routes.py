"""What a Decision would change, shown to those who may read it before its publication."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Request, Response

from common.eventlog.log import positions_of
from common.eventlog.position import as_header
from common.http.authentication import Requires
from common.http.declarations import never_stored, returns
from common.http.documented_headers import EVENT_POSITION
from common.http.freshness import POSITION
from common.http.routes import Route
from common.http.state import runtime_of
from common.http.transactions import Read
from common.identity import Actor
from procedures.decisions.api.access import Acting
from procedures.impact.api.responses import ImpactOut
from procedures.impact.queries.impact_at_followers import impact_at_followers
from procedures.impact.queries.proposed_changes import proposed_changes

Officer = Annotated[Actor, Requires("decisions.draft", "decisions.control", "decisions.sign", "decisions.publish")]
router = APIRouter(prefix="/v1/decisions", route_class=Route, tags=["decisions"])


@router.get("/{id}/impact", operation_id="getImpactOfDecision")
@never_stored
@returns(EVENT_POSITION)
async def impact(
    id: UUID,
    _: Officer,
    read: Read,
    acting: Acting,
    request: Request,
    response: Response,
) -> ImpactOut:
    """Return what would follow if a Decision that is not published yet took effect: for the law, for online services
    and open dossiers, for look-ups, and for the figures of the annual report. Nothing is recorded anywhere."""
    runtime = runtime_of(request)
    proposed = await proposed_changes(await runtime.work_on(read), id, acting)
    response.headers[POSITION] = as_header(await positions_of(read, "procedures"))
    response.headers["Cache-Control"] = "no-store"
    return ImpactOut.of(proposed, await impact_at_followers(runtime.settings, proposed.events))
