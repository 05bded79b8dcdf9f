"""The look-up with English names."""

from fastapi import APIRouter, Request, Response

from common.errors import Refusal
from common.http.declarations import refuses_with
from common.http.documented_headers import EVENT_POSITION
from common.http.json_limits import body_limit
from population_lookup.protocols.json.api.requests import LookupIn
from population_lookup.protocols.json.api.responses import LookupOut
from population_lookup.protocols.shared.access import Officer
from population_lookup.protocols.shared.dispatch import TheLookupContext, dispatch_lookup
from population_lookup.protocols.shared.lookup_routes import LookupRoute
from population_lookup.protocols.shared.refusal_responses import NO_STORE, refusal_response

router = APIRouter(prefix="/v1/lookups", route_class=LookupRoute, tags=["look-ups"])


@router.post("", operation_id="lookUpCitizen", response_model=LookupOut, response_model_exclude_unset=True)
@body_limit(16_000)
@refuses_with(EVENT_POSITION)
async def look_up_citizen(
    body: LookupIn, officer: Officer, context: TheLookupContext, request: Request, response: Response
) -> LookupOut | Response:
    """Look a citizen up for a procedure that is in force today; the response contains the fields that its version
    lists."""
    result = await dispatch_lookup(context, body.request(), "POST /v1/lookups", officer)
    lookup = result.lookup
    if isinstance(lookup.outcome, Refusal):
        return refusal_response(request, result, lookup.outcome)
    found = LookupOut.of(lookup, lookup.outcome, result.warnings)
    response.headers.update(NO_STORE)
    if lookup.outcome.copies > 1:  # it has no place for a second record, so all of it is sent again
        return repeated(found, lookup.outcome.copies, response)
    return found


def repeated(found: LookupOut, copies: int, response: Response) -> Response:
    content = found.model_dump_json(exclude_unset=True).encode() * copies
    return Response(content, headers=dict(response.headers), media_type="application/json")
