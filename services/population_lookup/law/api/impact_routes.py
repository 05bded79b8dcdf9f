"""What a Decision would change here, before it is published: `procedures` asks for it."""

from typing import Annotated

from fastapi import APIRouter

from common.contracts.impact import LookupsImpact
from common.http.authentication import Requires
from common.http.declarations import refuses
from common.http.json_limits import body_limit
from common.http.proposed_events import LARGEST, ProposedEventsIn, ProposedEventUnreadable
from common.http.routes import Route
from common.http.transactions import Read
from common.identity import Actor
from population_lookup.law.queries.impact_on_fields import impact_on_fields

router = APIRouter(prefix="/v1", route_class=Route, tags=["impact"])
Asker = Annotated[Actor, Requires("impact.read")]


@router.post("/impact", operation_id="stateImpact")
@body_limit(LARGEST)
@refuses(ProposedEventUnreadable)
async def impact(body: ProposedEventsIn, _: Asker, read: Read) -> LookupsImpact:
    """State which fields of the population database procedures would gain and lose by these events of `procedures`.
    Nothing is recorded."""
    return await impact_on_fields(read, body.decoded("procedures"))
