"""Kept reports as responses."""

from datetime import date, datetime
from typing import Any, Self
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import Row

from reporting.kept_reports.domain.kept_reports import KeptReport
from reporting.kept_reports.storage.stored_findings import findings_in
from reporting.reconciliation.api.responses import FindingsOut
from reporting.reconciliation.domain.findings import Findings

FROM_ATTRIBUTES = ConfigDict(from_attributes=True)


class KeptPositionOut(BaseModel):
    """The last event of a stream that was counted, with its hash in hexadecimal."""

    model_config = FROM_ATTRIBUTES

    source: str
    shard: int
    sequence: int
    hash: str


class ReportLineOut(BaseModel):
    """One number. `group` is the code of an agency, a field or a commune, a level, or another period; empty for the
    whole province. `value` is in units of the last of `decimals` decimal places: 125 with one is 12.5. `estimated` says
    that a part of it is an estimate (khoảng)."""

    model_config = FROM_ATTRIBUTES

    section: str
    group: str
    key: str
    name_vi: str
    name_en: str
    value: int
    decimals: int
    estimated: bool


class KeptReportSummaryOut(BaseModel):
    """`reconciliation` has what did not agree, and what the sources counted themselves; it is null of a report that an
    earlier version has kept. `errors` state what did not agree, and `reason` why the report was kept all the same.
    `wording` identifies the names and definitions of the figures at that time."""

    id: UUID
    kind: str = Field(description="as it was requested; later versions keep reports of other kinds")
    period: str
    first: date
    last: date
    reconciliation: FindingsOut | None
    errors: list[str]
    reason: str | None
    positions: list[KeptPositionOut]
    wording: str
    kept_by: str
    kept_at: datetime

    @classmethod
    def of_row(cls, row: Row[Any]) -> Self:
        return cls(
            id=row.id,
            kind=row.kind,
            period=row.period,
            first=row.first_day,
            last=row.last_day,
            reconciliation=_findings_out(None if row.findings is None else findings_in(row.findings)),
            errors=row.errors,
            reason=row.reason,
            positions=row.positions,
            wording=row.wording,
            kept_by=row.kept_by,
            kept_at=row.kept_at,
        )


class KeptReportOut(KeptReportSummaryOut):
    """A kept report with all of its numbers."""

    lines: list[ReportLineOut]

    @classmethod
    def of(cls, report: KeptReport) -> Self:
        return cls(
            id=report.id,
            kind=report.kind.value,
            period=str(report.period),
            first=report.period.first,
            last=report.period.last,
            reconciliation=_findings_out(report.findings),
            errors=list(report.errors),
            reason=report.reason,
            positions=[KeptPositionOut.model_validate(position) for position in report.positions],
            wording=report.wording,
            kept_by=report.kept_by,
            kept_at=report.kept_at,
            lines=[ReportLineOut.model_validate(line) for line in report.lines],
        )


def _findings_out(findings: Findings | None) -> FindingsOut | None:
    return None if findings is None else FindingsOut.of(findings)
