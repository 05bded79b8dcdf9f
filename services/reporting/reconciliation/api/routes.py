"""Whether the figures of a period agree with each other, and with what the sources count themselves."""

from fastapi import APIRouter, Request, Response

from common.consumer.positions import positions
from common.eventlog.position import as_header
from common.http.declarations import returns
from common.http.documented_headers import EVENT_POSITION
from common.http.freshness import POSITION
from common.http.routes import Route
from common.http.state import runtime_of
from common.http.transactions import Read
from reporting.reconciliation.api.responses import ReconciliationOut
from reporting.reconciliation.queries.findings_of_period import findings_of_period
from reporting.reconciliation.queries.reconciliation import reconciliation
from reporting.shared.api.dependencies import Reader
from reporting.shared.api.period_parameters import ThePeriod

router = APIRouter(prefix="/v1/reconciliation", tags=["figures"], route_class=Route)


@router.get("", operation_id="getReconciliation")
@returns(EVENT_POSITION)
async def reconcile(
    _: Reader, read: Read, period: ThePeriod, request: Request, response: Response
) -> ReconciliationOut:
    """The rows that do not fit the rules by which the figures of a period agree, and what `procedures` and
    `online_services` count themselves: they are asked side by side, for two seconds at most. No person is named."""
    results = await reconciliation(read, period)
    findings = await findings_of_period(read, runtime_of(request).settings, period, results)
    response.headers[POSITION] = as_header(await positions(read))
    return ReconciliationOut.of(period, results, findings)
