"""Keeps a report as it is at this moment."""

from sqlalchemy.ext.asyncio import AsyncConnection

from common.identity import Actor
from common.ids import new_id
from common.service.unit_of_work import UnitOfWork
from reporting.figures.domain.figure_names import WORDINGS
from reporting.kept_reports.domain.kept_reports import KeptReport, require_period_of, wording_version
from reporting.kept_reports.domain.refusals import ReportNotBalanced
from reporting.kept_reports.storage.repository import KeptReports, current_positions
from reporting.reports.domain.report_content import ReportKind
from reporting.reports.queries.content_of_report import report_content
from reporting.shared.domain.periods import Period


async def keep_report(
    work: UnitOfWork, read: AsyncConnection, kind: ReportKind, period: Period, reason: str | None, by: Actor
) -> KeptReport:
    """`read` is one snapshot, of the numbers and of the positions. Raises `PeriodNotOfReport` and
    `ReportNotBalanced`."""
    require_period_of(kind, period)
    content = await report_content(read, kind, period)
    if content.errors and reason is None:
        raise ReportNotBalanced(content.errors)
    report = KeptReport(
        id=new_id(),
        kind=kind,
        period=period,
        content=content,
        positions=await current_positions(read),
        wording=wording_version(WORDINGS),
        reason=reason,
        kept_by=by.subject,
        kept_at=work.clock.now(),
    )
    await work.of(KeptReports).add(report)
    return report
