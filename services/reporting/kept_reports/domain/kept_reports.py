"""A kept report (báo cáo đã lưu): the numbers of a report at one moment, with all that is needed to compute them
again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from hashlib import sha256
from typing import NamedTuple
from uuid import UUID

from reporting.figures.domain.wordings import Wording
from reporting.kept_reports.domain.refusals import PeriodNotOfReport
from reporting.reconciliation.domain.findings import Findings
from reporting.reports.domain.report_content import ReportKind, ReportLine
from reporting.shared.domain.periods import Period, PeriodKind


class KeptPosition(NamedTuple):
    """A position in a stream, with the hash of its event: another history may have as many events."""

    source: str
    shard: int
    sequence: int
    hash: str


@dataclass(frozen=True, slots=True)
class KeptReport:
    """`wording` identifies the names and definitions of the figures of reports, as the code had them. `errors` state
    what did not agree; `findings` are None of a report that an earlier version has kept."""

    id: UUID
    kind: ReportKind
    period: Period
    lines: tuple[ReportLine, ...]
    errors: tuple[str, ...]
    findings: Findings | None
    positions: tuple[KeptPosition, ...]
    wording: str
    reason: str | None
    kept_by: str
    kept_at: datetime


class Difference(NamedTuple):
    """None where there is no such line."""

    line: str
    kept: Decimal | None
    computed: Decimal | None


def require_period_of(kind: ReportKind, period: Period) -> None:
    """Raises `PeriodNotOfReport`."""
    if kind is ReportKind.ANNUAL and period.kind is not PeriodKind.YEAR:
        raise PeriodNotOfReport(kind.value, str(period))


def differences(kept: Sequence[ReportLine], computed: Sequence[ReportLine]) -> list[Difference]:
    """Compares values by the identity of their lines; names may have changed meanwhile."""
    before = {line.identity: line.amount for line in kept}
    now = {line.identity: line.amount for line in computed}
    return [
        Difference(identity, before.get(identity), now.get(identity))
        for identity in {**before, **now}
        if before.get(identity) != now.get(identity)
    ]


def wording_version(wordings: Mapping[str, Wording]) -> str:
    """Changes with every name and definition of a figure."""
    digest = sha256()
    for key, wording in sorted(wordings.items()):
        digest.update("\x1f".join((key, *wording)).encode() + b"\x1e")
    return digest.hexdigest()[:16]
