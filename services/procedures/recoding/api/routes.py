"""A procedure that was published under a provisional code gets its own one."""

from fastapi import APIRouter, Response

from common.http.declarations import returns
from common.http.documented_headers import LOCATION
from common.http.routes import Route
from common.http.transactions import Work
from common.ids import new_id
from procedures.recoding.api.access import Recoder
from procedures.recoding.api.requests import RecodingIn
from procedures.recoding.api.responses import RecodingOut
from procedures.recoding.commands.recode_procedure import recode_procedure
from procedures.shared.api.moments import TheCode
from procedures.shared.domain.procedure_codes import ProcedureCode, parse_code

router = APIRouter(prefix="/v1/procedures", route_class=Route, tags=["procedures"])


@router.post("/{code}/recode", operation_id="recodeProcedure")
@returns(LOCATION)
async def recode(code: TheCode, body: RecodingIn, officer: Recoder, work: Work, response: Response) -> RecodingOut:
    """Replace the provisional code of a procedure (`0.000123.H60`) by the one of the national portal, at once and for
    ever: requests for the old code are answered with 308 and the new address. The same again changes nothing."""
    act = await recode_procedure(
        work, parse_code(code), ProcedureCode(body.to), body.document.document(new_id()), by=officer
    )
    response.headers["Location"] = f"/v1/procedures/{act.code}"
    return RecodingOut.of(act)
