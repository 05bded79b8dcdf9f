"""The response bodies of the report on dossiers and of its evidence."""

from datetime import date
from typing import Self

from pydantic import BaseModel, ConfigDict

from reporting.figures.domain.dossier_figures import DOSSIER_WORDINGS, is_balanced
from reporting.figures.domain.figures import Figure
from reporting.figures.queries.dossiers_of_period import DossierCounts
from reporting.reconciliation.api.responses import FindingsOut
from reporting.reconciliation.domain.findings import Findings
from reporting.reports.api.responses import FigureOut
from reporting.reports.queries.dossier_report import DossierReport
from reporting.shared.domain.periods import Period


class DossierGroupOut(BaseModel):
    """`key` is the code of an agency or of a procedure, or a channel; `values` has each figure by its key."""

    key: str
    values: dict[str, int]


class ComparedPeriodOut(BaseModel):
    """The same figures of another period."""

    period: str
    first: date
    last: date
    values: dict[str, int]

    @classmethod
    def of(cls, period: Period, counts: DossierCounts) -> Self:
        return cls(period=str(period), first=period.first, last=period.last, values=_values(counts))


class DossierReportOut(BaseModel):
    """The figures of the days from `first` to `last`. They are `balanced` where opening + received = done + open +
    stopped + withdrawn, and every figure is the sum of its parts; the groups add up to the figures. `reconciliation`
    states what does not agree, of all dossiers whatever is filtered."""

    period: str
    first: date
    last: date
    reconciliation: FindingsOut
    figures: list[FigureOut]
    balanced: bool
    period_before: ComparedPeriodOut
    year_before: ComparedPeriodOut
    groups: list[DossierGroupOut]

    @classmethod
    def of(cls, report: DossierReport, findings: Findings) -> Self:
        before, year_before = (ComparedPeriodOut.of(period, counts) for period, counts in report.compared)
        return cls(
            period=str(report.period),
            first=report.period.first,
            last=report.period.last,
            reconciliation=FindingsOut.of(findings),
            figures=[
                FigureOut.of(Figure(figure.value, report.counts[figure], wording))
                for figure, wording in DOSSIER_WORDINGS.items()
            ],
            balanced=is_balanced(report.counts),
            period_before=before,
            year_before=year_before,
            groups=[DossierGroupOut(key=key, values=_values(counts)) for key, counts in report.groups],
        )


class ReportedDossierOut(BaseModel):
    """One dossier, as it is now. `ended_on`, `outcome` and `timeliness` are null while it is open; `timeliness` is that
    of a result. `digitised` and `reused` count those of its papers."""

    model_config = ConfigDict(from_attributes=True)

    dossier_id: str
    number: str | None
    procedure_code: str
    receiving_agency: str
    deciding_agency: str
    channel: str
    state: int
    filed_on: date
    received_on: date | None
    due_on: date | None
    ended_on: date | None
    outcome: str | None
    timeliness: str | None
    papers: int
    digitised: int
    reused: int
    paid_online: bool


def _values(counts: DossierCounts) -> dict[str, int]:
    return {figure.value: count for figure, count in counts.items()}
