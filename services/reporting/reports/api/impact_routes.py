"""What a Decision would change here, before it is published: `procedures` asks for it."""

from typing import Annotated

from fastapi import APIRouter, Request

from common.contracts.impact import FiguresImpact
from common.http.authentication import Requires
from common.http.declarations import refuses
from common.http.json_limits import body_limit
from common.http.proposed_events import LARGEST, ProposedEventsIn, ProposedEventUnreadable
from common.http.routes import Route
from common.http.state import runtime_of
from common.identity import Actor
from reporting.reports.queries.moved_figures import moved_figures

router = APIRouter(prefix="/v1", route_class=Route, tags=["impact"])
Asker = Annotated[Actor, Requires("impact.read")]


@router.post("/impact", operation_id="stateImpact")
@body_limit(LARGEST)
@refuses(ProposedEventUnreadable)
async def impact(body: ProposedEventsIn, _: Asker, request: Request) -> FiguresImpact:
    """State which figures of the annual report would move by these events of `procedures`. Nothing is recorded."""
    return await moved_figures(runtime_of(request).engine, body.decoded("procedures"))
