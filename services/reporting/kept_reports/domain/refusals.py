"""Refusals of kept reports.

Refusal
├── KeptReportNotFound
├── PeriodNotOfReport
└── ReportNotBalanced
"""

from collections.abc import Sequence
from uuid import UUID

from common.errors import Refusal


class KeptReportNotFound(Refusal):
    """No report is kept under this id."""

    status, type, title = 404, "kept-report-not-found", "There is no such kept report"

    def __init__(self, id: UUID) -> None:
        super().__init__(f"no report is kept as {id}", report=str(id))


class PeriodNotOfReport(Refusal):
    """The annual report is that of a calendar year."""

    status, type, title = 422, "period-not-of-report", "The report is not made for such a period"

    def __init__(self, kind: str, period: str) -> None:
        super().__init__(f"the {kind} report is made for a year, and {period} is none", kind=kind, period=period)


class ReportNotBalanced(Refusal):
    """A report whose numbers do not agree with each other, or with those of their sources, is kept only with a stated
    reason."""

    status, type, title = 409, "report-not-balanced", "The numbers of the report do not add up"

    def __init__(self, errors: Sequence[str]) -> None:
        super().__init__(f"{'; '.join(errors)}: state in `reason` why it is kept", errors=list(errors))
