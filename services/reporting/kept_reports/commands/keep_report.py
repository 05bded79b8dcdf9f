"""Keeps a report as it is at this moment."""

from sqlalchemy.ext.asyncio import AsyncConnection

from common.identity import Actor
from common.ids import new_id
from common.service.unit_of_work import UnitOfWork
from common.settings import ServiceSettings
from reporting.figures.domain.figure_names import WORDINGS
from reporting.kept_reports.domain.kept_reports import KeptReport, require_period_of, wording_version
from reporting.kept_reports.domain.refusals import ReportNotBalanced
from reporting.kept_reports.storage.repository import KeptReports, current_positions
from reporting.reconciliation.queries.findings_of_period import findings_of_period
from reporting.reconciliation.queries.reconciliation import reconciliation
from reporting.reports.domain.report_content import ReportKind
from reporting.reports.queries.content_of_report import report_lines
from reporting.shared.domain.periods import Period
from reporting.shared.storage.moments_of_approvals import moment_of_snapshot


async def keep_report(
    work: UnitOfWork,
    read: AsyncConnection,
    settings: ServiceSettings,
    kind: ReportKind,
    period: Period,
    reason: str | None,
    by: Actor,
) -> KeptReport:
    """`read` is one snapshot, of the numbers and of the positions. The sources are asked for their own counts. Raises
    `PeriodNotOfReport` and `ReportNotBalanced`."""
    require_period_of(kind, period)
    at = await moment_of_snapshot(work, read)
    lines = await report_lines(read, kind, period, at)
    findings = await findings_of_period(read, settings, period, await reconciliation(read, period))
    if findings.errors and reason is None:
        raise ReportNotBalanced(findings.errors)
    report = KeptReport(
        id=new_id(),
        kind=kind,
        period=period,
        lines=lines,
        errors=findings.errors,
        findings=findings,
        positions=await current_positions(read),
        wording=wording_version(WORDINGS),
        reason=reason,
        kept_by=by.subject,
        kept_at=at,
    )
    await work.of(KeptReports).add(report)
    return report
