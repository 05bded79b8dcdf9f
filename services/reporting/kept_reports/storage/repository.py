"""Kept reports as rows. PostgreSQL refuses to change them."""

from typing import Any

from sqlalchemy import Row, insert, text
from sqlalchemy.ext.asyncio import AsyncConnection

from reporting.kept_reports.domain.kept_reports import KeptPosition, KeptReport
from reporting.kept_reports.storage.stored_findings import findings_in, stored
from reporting.reports.domain.report_content import ReportKind, ReportLine
from reporting.shared.domain.periods import parse_period
from reporting.tables import kept_report

POSITIONS = text(
    "SELECT source, shard, sequence, encode(hash, 'hex') FROM stream_position WHERE sequence > 0 ORDER BY source, shard"
)

APPLIED = text(
    "SELECT encode(hash, 'hex') FROM applied_event WHERE source = :source AND shard = :shard AND sequence = :sequence"
)


class KeptReports:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, report: KeptReport) -> None:
        await self._connection.execute(
            insert(kept_report).values(
                id=report.id,
                kind=report.kind.value,
                period=str(report.period),
                first_day=report.period.first,
                last_day=report.period.last,
                lines=[line._asdict() for line in report.lines],
                errors=list(report.errors),
                findings=None if report.findings is None else stored(report.findings),
                positions=[position._asdict() for position in report.positions],
                wording=report.wording,
                reason=report.reason,
                kept_by=report.kept_by,
                kept_at=report.kept_at,
            )
        )


async def current_positions(read: AsyncConnection) -> tuple[KeptPosition, ...]:
    return tuple(KeptPosition(*row) for row in await read.execute(POSITIONS))


async def is_applied(read: AsyncConnection, position: KeptPosition) -> bool:
    """Whether the event that this service has applied at the position is the one that was counted."""
    params = {"source": position.source, "shard": position.shard, "sequence": position.sequence}
    found: str | None = await read.scalar(APPLIED, params)
    return found == position.hash


def kept_report_in(row: Row[Any]) -> KeptReport:
    return KeptReport(
        id=row.id,
        kind=ReportKind(row.kind),
        period=parse_period(row.period),
        lines=tuple(ReportLine(**line) for line in row.lines),
        errors=tuple(row.errors),
        findings=None if row.findings is None else findings_in(row.findings),
        positions=tuple(KeptPosition(**position) for position in row.positions),
        wording=row.wording,
        reason=row.reason,
        kept_by=row.kept_by,
        kept_at=row.kept_at,
    )
