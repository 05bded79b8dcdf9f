"""The look-up in national names: `TraCuuThongTinCongDan`, answered by a `CongdanCollection`."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from common.http.json_limits import body_limit
from common.http.routes import Route
from population_lookup.protocols.lgsp.api.requests import TraCuuThongTinCongDan
from population_lookup.protocols.lgsp.api.responses import CongdanCollection
from population_lookup.protocols.lgsp.formats.cong_dan import Profile
from population_lookup.protocols.shared.access import Officer
from population_lookup.protocols.shared.dispatch import TheDispatcher, look
from population_lookup.protocols.shared.refused_lookups import NO_STORE, refused
from population_lookup.shared.domain.refusals import LookupRefusal

router = APIRouter(prefix="/v1/TraCuuThongTinCongDan", route_class=Route, tags=["look-ups"])


@router.post("", response_model=CongdanCollection)
@body_limit(16_000)
async def tra_cuu_thong_tin_cong_dan(
    body: TraCuuThongTinCongDan,
    officer: Officer,
    dispatcher: TheDispatcher,
    request: Request,
    response: Response,
    profile: Annotated[Profile, Query(description="how the record is spelled")] = Profile.NOIBO,
) -> CongdanCollection | Response:
    """The same look-up in the names of the national service."""
    form = f"POST /v1/TraCuuThongTinCongDan?profile={profile}"
    result = await look(dispatcher, body.request(officer.agency), form, officer)
    lookup = result.lookup
    if isinstance(lookup.outcome, LookupRefusal):
        return refused(request, result, lookup.outcome)
    response.headers.update(NO_STORE)
    return CongdanCollection.of(lookup, lookup.outcome, result.warnings, profile)
