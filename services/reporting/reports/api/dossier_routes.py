"""The report on the dossiers of any period, and the dossiers behind each of its figures."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response

from common.consumer.positions import positions
from common.eventlog.position import as_header
from common.http.declarations import returns
from common.http.documented_headers import EVENT_POSITION
from common.http.freshness import POSITION
from common.http.pagination import Page, Paging, cursor_of
from common.http.routes import Route
from common.http.transactions import Read
from reporting.figures.domain.dossier_figures import DossierFigure
from reporting.figures.queries.dossier_conditions import DossierFilter, DossierGroup
from reporting.reconciliation.queries.findings_of_period import findings_by_rules
from reporting.reports.api.dossier_responses import DossierReportOut, ReportedDossierOut
from reporting.reports.queries.dossier_report import dossier_report
from reporting.reports.queries.dossiers_behind_figure import dossiers_behind_figure
from reporting.shared.api.dependencies import Code, Reader
from reporting.shared.api.period_parameters import ThePeriod

router = APIRouter(prefix="/v1/reports/dossiers", tags=["reports"], route_class=Route)


async def dossier_filter(
    agency: Annotated[Code | None, Query(description="the deciding agency; agencies below it are included")] = None,
    procedure_code: Code | None = None,
    channel: Code | None = None,
) -> DossierFilter:
    return DossierFilter(agency, procedure_code, channel)


Criteria = Annotated[DossierFilter, Depends(dossier_filter)]


@router.get("", operation_id="getDossierReport")
@returns(EVENT_POSITION)
async def report_on_dossiers(
    _: Reader,
    read: Read,
    period: ThePeriod,
    criteria: Criteria,
    response: Response,
    by: Annotated[DossierGroup | None, Query(description="also count by this")] = None,
) -> DossierReportOut:
    """How many dossiers were open, came in, ended and are still open, and how they kept their appointments, with what
    does not agree at the head.
    `Event-Position` states which events are counted."""
    report = await dossier_report(read, period, by, criteria)
    findings = await findings_by_rules(read, period)
    response.headers[POSITION] = as_header(await positions(read))
    return DossierReportOut.of(report, findings)


@router.get("/evidence", operation_id="listReportedDossiers")
@returns(EVENT_POSITION)
async def evidence(
    _: Reader,
    read: Read,
    period: ThePeriod,
    criteria: Criteria,
    page: Paging,
    response: Response,
    figure: Annotated[DossierFigure, Query(description="the key of a figure of the report")],
) -> Page[ReportedDossierOut]:
    """The dossiers that a figure of the period counts: as many as the figure says. They name no person."""
    rows = await dossiers_behind_figure(read, period, figure, criteria, page)
    shown = rows[: page.limit]
    next_cursor = cursor_of((shown[-1].dossier_id,)) if len(rows) > page.limit else None
    response.headers[POSITION] = as_header(await positions(read))
    return Page(items=[ReportedDossierOut.model_validate(row) for row in shown], next=next_cursor)
