"""The kept reports: one by its id, and all of them, the newest first."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from reporting.kept_reports.domain.refusals import KeptReportNotFound
from reporting.reports.domain.report_content import ReportKind
from reporting.tables import kept_report

SUMMARY = [column for column in kept_report.c if column.name != "lines"]


async def kept_report_by_id(read: AsyncConnection, id: UUID) -> Row[Any]:
    """Raises `KeptReportNotFound`."""
    row = (await read.execute(select(kept_report).where(kept_report.c.id == id))).one_or_none()
    if row is None:
        raise KeptReportNotFound(id)
    return row


async def kept_reports(
    read: AsyncConnection, kind: ReportKind | None, after: tuple[datetime, UUID] | tuple[()], limit: int
) -> Sequence[Row[Any]]:
    """Without their lines, starting after the key `after`."""
    key = tuple_(kept_report.c.kept_at, kept_report.c.id)
    statement = select(*SUMMARY).order_by(kept_report.c.kept_at.desc(), kept_report.c.id.desc()).limit(limit)
    if kind is not None:
        statement = statement.where(kept_report.c.kind == kind.value)
    return (await read.execute(statement.where(key < after) if after else statement)).all()
