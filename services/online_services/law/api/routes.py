"""The law as filing needs it: public to read, as all law is."""

from typing import Annotated

from fastapi import APIRouter, Query

from common.http.days import Day
from common.http.routes import Route
from common.http.transactions import Read, TheClock
from online_services.law.api.parameters import ProcedureCode
from online_services.law.api.responses import FilingRequirementsOut
from online_services.law.queries.filing_requirements import filing_requirements

router = APIRouter(prefix="/v1/filing-requirements", route_class=Route, tags=["law"])


@router.get("/{code}", operation_id="getFilingRequirements")
async def get_filing_requirements(
    code: ProcedureCode,
    read: Read,
    clock: TheClock,
    on: Annotated[Day | None, Query(description="default: today")] = None,
) -> FilingRequirementsOut:
    """Return what filing a dossier of the procedure needs: papers by case, channels with time limits and fees, the
    population fields, and the internal processes. 503 `content-not-here-yet` while the content is being fetched."""
    day = on or clock.today()
    return FilingRequirementsOut.of(code, day, await filing_requirements(read, code, day))
