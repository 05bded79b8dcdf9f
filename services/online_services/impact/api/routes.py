"""What a Decision would change here, before it is published: `procedures` asks for it."""

from typing import Annotated

from fastapi import APIRouter

from common.contracts.impact import ServicesImpact
from common.http.authentication import Requires
from common.http.declarations import refuses
from common.http.json_limits import body_limit
from common.http.proposed_events import LARGEST, ProposedEventsIn, ProposedEventUnreadable
from common.http.routes import Route
from common.http.transactions import Read
from common.identity import Actor
from online_services.impact.queries.impact_on_services import impact_on_services

router = APIRouter(prefix="/v1", route_class=Route, tags=["impact"])
Asker = Annotated[Actor, Requires("impact.read")]


@router.post("/impact", operation_id="stateImpact")
@body_limit(LARGEST)
@refuses(ProposedEventUnreadable)
async def impact(body: ProposedEventsIn, _: Asker, read: Read) -> ServicesImpact:
    """State which online services these events of `procedures` would change, and how many open dossiers of their
    procedures there are. Nothing is recorded."""
    return await impact_on_services(read, body.decoded("procedures"))
