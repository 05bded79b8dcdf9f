"""Reports that are kept as they were, and their tables."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Request, Response

from common.documents.csv_writing import CSV
from common.http.authentication import Requires
from common.http.declarations import returns
from common.http.documented_headers import CONTENT_DISPOSITION, LOCATION
from common.http.pagination import Page, Paging, cursor_of
from common.http.routes import Route
from common.http.state import runtime_of
from common.http.transactions import Read, Work
from common.identity import Actor
from reporting.kept_reports.api.requests import KeepReportIn
from reporting.kept_reports.api.responses import KeptReportOut, KeptReportSummaryOut
from reporting.kept_reports.commands.keep_report import keep_report
from reporting.kept_reports.formats.report_table import report_table
from reporting.kept_reports.queries.reports_kept import kept_report_by_id, kept_reports
from reporting.kept_reports.storage.repository import kept_report_in
from reporting.reports.domain.report_content import ReportKind
from reporting.shared.api.dependencies import Reader
from reporting.shared.domain.periods import parse_period

router = APIRouter(prefix="/v1/reports", tags=["reports"], route_class=Route)

Keeper = Annotated[Actor, Requires("reports.keep")]


@router.post("", operation_id="keepReport", status_code=201)
@returns(LOCATION)
async def keep(
    body: KeepReportIn, officer: Keeper, read: Read, work: Work, request: Request, response: Response
) -> KeptReportOut:
    """Keep a report as it is now. Nothing changes it later, and `python -m reporting reproduce` computes it again from
    the events that it counted. `procedures` and `online_services` are asked for their own counts, for two seconds at
    most; where anything does not agree, a reason is required."""
    settings = runtime_of(request).settings
    report = await keep_report(work, read, settings, body.kind, parse_period(body.period), body.reason, by=officer)
    response.headers["Location"] = f"/v1/reports/{report.id}"
    return KeptReportOut.of(report)


@router.get("", operation_id="listKeptReports")
async def kept(_: Reader, read: Read, page: Paging, kind: ReportKind | None = None) -> Page[KeptReportSummaryOut]:
    """The kept reports without their numbers, the newest first."""
    rows = await kept_reports(read, kind, page.key(datetime.fromisoformat, UUID), page.limit + 1)
    shown = rows[: page.limit]
    more = cursor_of((shown[-1].kept_at.isoformat(), str(shown[-1].id))) if len(rows) > page.limit else None
    return Page(items=[KeptReportSummaryOut.of_row(row) for row in shown], next=more)


@router.get("/{id}", operation_id="getKeptReport")
async def kept_report(id: UUID, _: Reader, read: Read) -> KeptReportOut:
    """A kept report with all of its numbers."""
    return KeptReportOut.of(kept_report_in(await kept_report_by_id(read, id)))


@router.get(
    "/{id}/table.csv",
    operation_id="downloadKeptReport",
    response_class=Response,
    responses={200: {"content": {"text/csv": {}}}},
)
@returns(CONTENT_DISPOSITION)
async def table(id: UUID, _: Reader, read: Read) -> Response:
    """The same as a table for spreadsheets (RFC 4180, with a byte order mark). A text that would be a formula begins
    with an apostrophe."""
    report = kept_report_in(await kept_report_by_id(read, id))
    name = f"{report.kind}-{report.period}-{report.id}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(report_table(report.lines).encode(), media_type=CSV, headers=headers)
