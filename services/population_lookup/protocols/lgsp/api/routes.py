"""The look-up with national names: `TraCuuThongTinCongDan`, answered by a `CongdanCollection`."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from common.errors import Refusal
from common.http.declarations import refuses_with
from common.http.documented_headers import EVENT_POSITION
from common.http.json_limits import body_limit
from common.http.query_parameters import ignores_unknown_parameters
from population_lookup.protocols.lgsp.api.requests import TraCuuThongTinCongDan
from population_lookup.protocols.lgsp.api.responses import NationalOut, national_out
from population_lookup.protocols.shared.access import Officer
from population_lookup.protocols.shared.cong_dan import Profile
from population_lookup.protocols.shared.dispatch import TheLookupContext, dispatch_lookup
from population_lookup.protocols.shared.lookup_routes import LookupRoute
from population_lookup.protocols.shared.refusal_responses import NO_STORE, refusal_response

router = APIRouter(prefix="/v1/TraCuuThongTinCongDan", route_class=LookupRoute, tags=["look-ups"])


@router.post("", operation_id="traCuuThongTinCongDan", response_model=NationalOut)
@body_limit(16_000)
@ignores_unknown_parameters
@refuses_with(EVENT_POSITION)
async def tra_cuu_thong_tin_cong_dan(
    body: TraCuuThongTinCongDan,
    officer: Officer,
    context: TheLookupContext,
    request: Request,
    response: Response,
    profile: Annotated[Profile, Query(description="the spelling of the record")] = Profile.NOIBO,
) -> NationalOut | Response:
    """The same with the names of the national service; `MaTichHop` chooses the operation."""
    endpoint = f"POST /v1/TraCuuThongTinCongDan?profile={profile}"
    result = await dispatch_lookup(context, body.request(officer.agency), endpoint, officer)
    lookup = result.lookup
    if isinstance(lookup.outcome, Refusal):
        return refusal_response(request, result, lookup.outcome)
    response.headers.update(NO_STORE)
    return national_out(result, lookup.outcome, profile)
