"""The response bodies of the annual report and of the Decisions behind it."""

from datetime import date
from typing import Self

from pydantic import BaseModel, ConfigDict

from reporting.figures.domain.figures import Figure
from reporting.reconciliation.api.responses import FindingsOut
from reporting.reconciliation.domain.findings import Findings
from reporting.reports.queries.annual_report import AnnualReport

FROM_ATTRIBUTES = ConfigDict(from_attributes=True)


class FigureOut(BaseModel):
    """One number of the report. `definition_vi` and `definition_en` state what is counted."""

    key: str
    name_vi: str
    name_en: str
    value: int
    definition_vi: str
    definition_en: str

    @classmethod
    def of(cls, figure: Figure) -> Self:
        return cls(key=figure.key, value=figure.value, **figure.wording._asdict())


class LevelOut(BaseModel):
    """The items by kind, and the online services at year end by level of service, of one administrative level."""

    model_config = FROM_ATTRIBUTES

    level: str
    items: dict[str, int]
    online: dict[str, int]


class AgencyOut(BaseModel):
    """The counts of one agency."""

    model_config = FROM_ATTRIBUTES

    agency_code: str
    agency_name: str
    decisions: int
    items: dict[str, int]
    internal_processes: int
    inter_agency_processes: int
    online: dict[str, int]


class AnnualReportOut(BaseModel):
    """All figures are counted from events. `by_kind` counts items; each item and each service belongs to one level and
    one agency. `reconciliation` states what does not agree."""

    year: int
    reconciliation: FindingsOut
    figures: list[FigureOut]
    by_kind: dict[str, int]
    by_level: list[LevelOut]
    by_agency: list[AgencyOut]

    @classmethod
    def of(cls, report: AnnualReport, findings: Findings) -> Self:
        return cls(
            year=report.year,
            reconciliation=FindingsOut.of(findings),
            figures=[FigureOut.of(figure) for figure in report.figures],
            by_kind=dict(report.by_kind),
            by_level=[LevelOut.model_validate(counts) for counts in report.by_level],
            by_agency=[AgencyOut.model_validate(counts) for counts in report.by_agency],
        )


class DecisionOut(BaseModel):
    """`items` counts the Decision's items by kind: its contribution to the figures. `annulled_items` and
    `corrected_items` count those that were annulled or corrected later."""

    model_config = FROM_ATTRIBUTES

    decision_id: str
    number: str
    issuing_body: str
    title: str
    signed_on: date
    published_on: date
    agency_code: str
    agency_name: str
    late: bool
    topics: list[str]
    items: dict[str, int]
    processes: int
    annulled_processes: int
    annulled_items: int
    corrected_items: int
