"""The look-up with English names."""

from fastapi import APIRouter, Request, Response

from common.http.json_limits import body_limit
from common.http.routes import Route
from population_lookup.protocols.json.api.requests import LookupIn
from population_lookup.protocols.json.api.responses import LookupOut
from population_lookup.protocols.shared.access import Officer
from population_lookup.protocols.shared.dispatch import TheLookupContext, dispatch_lookup
from population_lookup.protocols.shared.refusal_responses import NO_STORE, refusal_response
from population_lookup.shared.domain.refusals import LookupRefusal

router = APIRouter(prefix="/v1/lookups", route_class=Route, tags=["look-ups"])


@router.post("", response_model=LookupOut, response_model_exclude_unset=True)
@body_limit(16_000)
async def look_up_citizen(
    body: LookupIn, officer: Officer, context: TheLookupContext, request: Request, response: Response
) -> LookupOut | Response:
    """Look a citizen up for a procedure that is in force today; the response contains the fields that its version
    lists."""
    result = await dispatch_lookup(context, body.request(), "POST /v1/lookups", officer)
    lookup = result.lookup
    if isinstance(lookup.outcome, LookupRefusal):
        return refusal_response(request, result, lookup.outcome)
    response.headers.update(NO_STORE)
    return LookupOut.of(lookup, lookup.outcome, result.warnings)
