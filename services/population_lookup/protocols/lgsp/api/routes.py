"""The look-up with national names: `TraCuuThongTinCongDan`, answered by a `CongdanCollection`."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from common.http.json_limits import body_limit
from common.http.query_parameters import ignores_unknown_parameters
from common.http.routes import Route
from population_lookup.protocols.lgsp.api.requests import TraCuuThongTinCongDan
from population_lookup.protocols.lgsp.api.responses import CongdanCollection
from population_lookup.protocols.lgsp.formats.cong_dan import Profile
from population_lookup.protocols.shared.access import Officer
from population_lookup.protocols.shared.dispatch import TheLookupContext, dispatch_lookup
from population_lookup.protocols.shared.refusal_responses import NO_STORE, refusal_response
from population_lookup.shared.domain.refusals import LookupRefusal

router = APIRouter(prefix="/v1/TraCuuThongTinCongDan", route_class=Route, tags=["look-ups"])


@router.post("", response_model=CongdanCollection)
@body_limit(16_000)
@ignores_unknown_parameters
async def tra_cuu_thong_tin_cong_dan(
    body: TraCuuThongTinCongDan,
    officer: Officer,
    context: TheLookupContext,
    request: Request,
    response: Response,
    profile: Annotated[Profile, Query(description="the spelling of the record")] = Profile.NOIBO,
) -> CongdanCollection | Response:
    """The same look-up with the names of the national service."""
    endpoint = f"POST /v1/TraCuuThongTinCongDan?profile={profile}"
    result = await dispatch_lookup(context, body.request(officer.agency), endpoint, officer)
    lookup = result.lookup
    if isinstance(lookup.outcome, LookupRefusal):
        return refusal_response(request, result, lookup.outcome)
    response.headers.update(NO_STORE)
    return CongdanCollection.of(lookup, lookup.outcome, result.warnings, profile)
