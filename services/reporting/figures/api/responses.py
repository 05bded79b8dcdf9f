"""Figures, their catalogue and their evidence in responses."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Self

from pydantic import BaseModel
from sqlalchemy import Row

from common.http.number_fields import Exact
from reporting.figures.domain.figure_definitions import EvidencePart, FigureDefinition, Origin
from reporting.figures.domain.figure_groups import FigureGroup, FigureNumber
from reporting.figures.queries.figure_report import FigureReport
from reporting.figures.queries.figure_rows import EvidenceKind
from reporting.indicators.domain.indicators import Better, Dimension
from reporting.shared.domain.periods import Period, PeriodKind


class CataloguedFigureOut(BaseModel):
    """`formula_vi` and `formula_en` state what is counted. `origin` is `entered` where an agency entered the number;
    such a key begins with `entered.`, and `period_kind` is the only kind of period that it has values for.
    `has_history` says that `known_on` is possible, which it is for every figure. `better` is null where neither
    direction is."""

    key: str
    origin: Origin
    name_vi: str
    name_en: str
    unit_vi: str
    unit_en: str
    formula_vi: str
    formula_en: str
    is_share: bool
    dimensions: Sequence[Dimension]
    better: Better | None
    ground: str
    has_history: bool
    period_kind: PeriodKind | None

    @classmethod
    def of(cls, definition: FigureDefinition) -> Self:
        return cls(
            key=definition.key,
            origin=definition.origin,
            name_vi=definition.wording.name_vi,
            name_en=definition.wording.name_en,
            unit_vi=definition.unit.vi,
            unit_en=definition.unit.en,
            formula_vi=definition.wording.definition_vi,
            formula_en=definition.wording.definition_en,
            is_share=definition.is_share,
            dimensions=definition.dimensions,
            better=definition.better,
            ground=definition.ground,
            has_history=True,
            period_kind=definition.period_kind,
        )


class FigureCatalogueOut(BaseModel):
    items: list[CataloguedFigureOut]


class FigureNumberOut(BaseModel):
    """`value` is the numerator, or of a share its per cent with two decimals, rounded half up. All are null where
    nothing is entered. `estimated` says that a number in it is an estimate (khoảng)."""

    value: Exact | None
    numerator: Exact | None
    denominator: Exact | None
    estimated: bool


class FigurePeriodOut(FigureNumberOut):
    period: str
    first: date
    last: date

    @classmethod
    def of(cls, period: Period, number: FigureNumber) -> Self:
        return cls(period=str(period), first=period.first, last=period.last, **_parts(number))


class FigureGroupOut(FigureNumberOut):
    """`percent` is the group's part of the whole: whole per cent that add up to 100, by the largest remainder. `rank`
    is 1 for the best; equal groups share a rank."""

    key: str
    percent: int | None
    rank: int | None

    @classmethod
    def of(cls, group: FigureGroup) -> Self:
        return cls(key=group.key, percent=group.percent, rank=group.rank, **_parts(group.number))


class FigureReportOut(BaseModel):
    """A figure of a period. `groups` add up to it. It is `stale` where a stream that it is counted from is stopped
    (`stale_sources`): what was recorded since is not in it."""

    figure: CataloguedFigureOut
    current: FigurePeriodOut
    period_before: FigurePeriodOut
    year_before: FigurePeriodOut
    by: Dimension
    groups: list[FigureGroupOut]
    stale: bool
    stale_sources: list[str]

    @classmethod
    def of(cls, report: FigureReport, by: Dimension) -> Self:
        before, year_before = (FigurePeriodOut.of(period, number) for period, number in report.compared)
        return cls(
            figure=CataloguedFigureOut.of(report.definition),
            current=FigurePeriodOut.of(report.period, report.number),
            period_before=before,
            year_before=year_before,
            by=by,
            groups=[FigureGroupOut.of(group) for group in report.groups],
            stale=bool(report.stale_sources),
            stale_sources=list(report.stale_sources),
        )


class FigureEvidenceOut(BaseModel):
    """One row behind a figure. The amounts of a `part` add up to it. `document` is the number of the Decision, of the
    dossier, or of the document that an entry comes from."""

    part: EvidencePart
    kind: EvidenceKind
    id: str
    amount: Exact
    estimated: bool
    document: str | None
    name: str | None
    procedure_code: str | None
    agency: str | None
    level: str | None
    field: str | None
    day: date | None

    @classmethod
    def of_row(cls, row: Row[Any]) -> Self:
        columns = row._asdict()
        return cls(**{name: columns[name] for name in cls.model_fields})


def _parts(number: FigureNumber) -> dict[str, Any]:
    return {
        "value": number.value,
        "numerator": number.numerator,
        "denominator": number.denominator,
        "estimated": number.estimated,
    }
