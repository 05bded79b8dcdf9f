"""Whether the figures of a period agree with each other."""

from fastapi import APIRouter, Response

from common.consumer.positions import positions
from common.eventlog.position import as_header
from common.http.declarations import returns
from common.http.documented_headers import EVENT_POSITION
from common.http.freshness import POSITION
from common.http.routes import Route
from common.http.transactions import Read
from reporting.reconciliation.api.responses import ReconciliationOut
from reporting.reconciliation.queries.reconciliation import reconciliation
from reporting.shared.api.dependencies import Reader
from reporting.shared.api.period_parameters import ThePeriod

router = APIRouter(prefix="/v1/reconciliation", tags=["figures"], route_class=Route)


@router.get("", operation_id="getReconciliation")
@returns(EVENT_POSITION)
async def reconcile(_: Reader, read: Read, period: ThePeriod, response: Response) -> ReconciliationOut:
    """The rows that do not fit the rules by which the figures of a period agree. They name no person."""
    results = await reconciliation(read, period)
    response.headers[POSITION] = as_header(await positions(read))
    return ReconciliationOut.of(period, results)
