"""Indicators and values as officers enter them."""

from decimal import Decimal
from typing import Annotated
from uuid import UUID

from pydantic import ConfigDict, Field

from common.http.days import Day
from reporting.indicators.api.examples import APPROVAL, INDICATOR, REVISION, VALUE
from reporting.indicators.domain.indicators import Better, Dimension, Indicator, IndicatorKind, IndicatorTarget
from reporting.indicators.domain.values import EnteredValue
from reporting.shared.api.entry_fields import AgencyCode, Body, EntryCode, ExactIn, Line, PeriodText, Prose
from reporting.shared.domain.periods import PeriodKind, parse_period

Place = Annotated[str, Field(max_length=35, examples=["00691"])]


class IndicatorTargetIn(Body):
    """`place` is empty for the whole province; `amount` is in the unit of the indicator, of a share in per cent."""

    place: Place = ""
    period: PeriodText
    amount: ExactIn


class IndicatorRevisionIn(Body):
    """`decimals` is how many a number may have; `agencies` are those that enter the indicator, which is valid in
    `[valid_from, valid_to)`."""

    model_config = ConfigDict(json_schema_extra={"examples": [REVISION]})

    name_vi: Line
    name_en: Line
    unit_vi: Annotated[Line, Field(max_length=60)]
    unit_en: Annotated[Line, Field(max_length=60)]
    kind: IndicatorKind
    decimals: Annotated[int, Field(ge=0, le=6)] = 0
    period_kind: PeriodKind
    dimension: Dimension = Dimension.NONE
    better: Better
    ground: Line
    valid_from: Day
    valid_to: Day | None = None
    agencies: Annotated[tuple[AgencyCode, ...], Field(min_length=1, max_length=2_000)]
    targets: Annotated[tuple[IndicatorTargetIn, ...], Field(max_length=2_000)] = ()

    def indicator_of(self, code: str) -> Indicator:
        """Raises `PeriodMalformed`, `PeriodReversed` and `PeriodTooLong`."""
        targets = (IndicatorTarget(target.place, parse_period(target.period), target.amount) for target in self.targets)
        return Indicator(
            code=code,
            name_vi=self.name_vi,
            name_en=self.name_en,
            unit_vi=self.unit_vi,
            unit_en=self.unit_en,
            kind=self.kind,
            decimals=self.decimals,
            period_kind=self.period_kind,
            dimension=self.dimension,
            better=self.better,
            ground=self.ground,
            valid_from=self.valid_from,
            valid_to=self.valid_to,
            agencies=self.agencies,
            targets=tuple(targets),
        )


class IndicatorIn(IndicatorRevisionIn):
    """An indicator with its first definition."""

    model_config = ConfigDict(json_schema_extra={"examples": [INDICATOR]})

    code: EntryCode


class ValueIn(Body):
    """`place` is empty for the whole province. `denominator` is that of a share. `estimated` marks an estimate
    (khoảng). A correction names in `replaces` the value that it replaces."""

    model_config = ConfigDict(json_schema_extra={"examples": [VALUE]})

    indicator: EntryCode
    place: Place = ""
    period: PeriodText
    numerator: ExactIn
    denominator: Annotated[ExactIn, Field(ge=Decimal(0))] | None = None
    estimated: bool = False
    source_document: Line | None = None
    note: Prose | None = None
    replaces: UUID | None = None

    def value(self, id: UUID, agency: str) -> EnteredValue:
        """Raises `PeriodMalformed`, `PeriodReversed` and `PeriodTooLong`."""
        return EnteredValue(
            id=id,
            indicator=self.indicator,
            place=self.place,
            period=parse_period(self.period),
            numerator=self.numerator,
            denominator=self.denominator,
            estimated=self.estimated,
            source_document=self.source_document,
            note=self.note,
            agency_code=agency,
            replaces=self.replaces,
        )


class ValueDecisionIn(Body):
    """All values are approved or sent back, or none. `ground` is the document or the reason."""

    model_config = ConfigDict(json_schema_extra={"examples": [APPROVAL]})

    ids: Annotated[tuple[UUID, ...], Field(min_length=1, max_length=500)]
    ground: Line

    def values(self) -> list[UUID]:
        """Each value once, in the order of the request."""
        return list(dict.fromkeys(self.ids))
