"""The annual report, counted from events, and the Decisions behind it."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Response

from common.consumer.positions import positions
from common.contracts.parts import ItemKind
from common.eventlog.position import as_header
from common.http.declarations import returns
from common.http.documented_headers import EVENT_POSITION
from common.http.freshness import POSITION
from common.http.pagination import Page, Paging, cursor_of
from common.http.routes import Route
from common.http.transactions import Read
from reporting.reconciliation.queries.findings_of_period import findings_by_rules
from reporting.reports.api.responses import AnnualReportOut, DecisionOut
from reporting.reports.queries.annual_report import annual_report
from reporting.reports.queries.decisions_behind_figures import DecisionFilter, list_decisions
from reporting.shared.api.dependencies import Code, Reader, Year
from reporting.shared.domain.periods import PeriodKind, period_around

router = APIRouter(prefix="/v1/reports", tags=["reports"], route_class=Route)


@router.get("/annual", operation_id="getAnnualReport")
@returns(EVENT_POSITION)
async def annual(_: Reader, read: Read, year: Year, response: Response) -> AnnualReportOut:
    """What a year's Decisions did, and what was offered online at its end, with what does not agree at the head.
    `Event-Position` states which events are counted."""
    report = await annual_report(read, year)
    findings = await findings_by_rules(read, period_around(PeriodKind.YEAR, date(year, 1, 1)))
    response.headers[POSITION] = as_header(await positions(read))
    return AnnualReportOut.of(report, findings)


@router.get("/annual/decisions", operation_id="listReportedDecisions")
@returns(EVENT_POSITION)
async def decisions(
    _: Reader,
    read: Read,
    year: Year,
    page: Paging,
    response: Response,
    agency: Code | None = None,
    topic: Code | None = None,
    kind: Annotated[ItemKind | None, Query(description="only Decisions with an item of this kind")] = None,
) -> Page[DecisionOut]:
    """The Decisions behind the figures, in the order of signing: their contributions add up to each figure."""
    rows = await list_decisions(read, DecisionFilter(year, agency, topic, kind and kind.value), page)
    shown = rows[: page.limit]
    next_cursor = (
        cursor_of((shown[-1].signed_on.isoformat(), shown[-1].decision_id)) if len(rows) > page.limit else None
    )
    response.headers[POSITION] = as_header(await positions(read))
    return Page(items=[DecisionOut.model_validate(row) for row in shown], next=next_cursor)
