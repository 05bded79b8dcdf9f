"""Computes a kept report again, from the events up to its positions."""

from sqlalchemy.ext.asyncio import AsyncConnection

from common.consumer.past_projections import projections_at
from common.service.definition import Runtime
from reporting.kept_reports.domain.kept_reports import Difference, KeptReport, differences
from reporting.kept_reports.storage.repository import is_applied
from reporting.reports.queries.content_of_report import report_lines


async def reproduce_report(runtime: Runtime, connection: AsyncConnection, report: KeptReport) -> list[Difference]:
    """Returns the lines that differ. Nothing is changed: the caller rolls the transaction back. Raises
    `HistoryMismatch` where the events up to the positions are no longer there."""
    until = {(position.source, position.shard): position.sequence for position in report.positions}
    async with projections_at(runtime, connection, until):
        computed = await report_lines(connection, report.kind, report.period, report.kept_at)
    return differences(report.lines, computed)


async def foreign_positions(connection: AsyncConnection, report: KeptReport) -> list[str]:
    """Returns the positions at which this service has applied another event than when the report was kept."""
    return [
        f"{position.source}/{position.shard}:{position.sequence}"
        for position in report.positions
        if not await is_applied(connection, position)
    ]
