"""What the catalogue states of a figure (số liệu báo cáo): how it is counted, in what unit, and by what it is split.

A counted figure is counted from events or from approved records. An entered one is an approved value of an indicator:
its key begins with `entered.`, so that the two never look alike.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from reporting.figures.domain.wordings import Wording
from reporting.indicators.domain.indicators import Better, Dimension, Indicator, IndicatorKind
from reporting.shared.domain.periods import PeriodKind

ENTERED_PREFIX = "entered."


class Origin(StrEnum):
    """`counted`: from events or records. `entered`: a number that an agency entered and another person approved.
    `mixed`: a share of which the numerator is counted and the denominator entered."""

    COUNTED = "counted"
    ENTERED = "entered"
    MIXED = "mixed"


class EvidencePart(StrEnum):
    """A figure that is no share has a numerator only."""

    DENOMINATOR = "denominator"
    NUMERATOR = "numerator"


class Source(StrEnum):
    """The streams that counted figures are folded from."""

    PROCEDURES = "procedures"
    ONLINE_SERVICES = "online_services"
    POPULATION_LOOKUP = "population_lookup"


class Unit(NamedTuple):
    vi: str
    en: str


class Share(NamedTuple):
    """The keys of the figures that are added up to the numerator and to the denominator. An entered denominator is the
    value of the shortest period that the last day is in."""

    numerator: tuple[str, ...]
    denominator: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FigureDefinition:
    """`dimensions` are those that it can be split by. `better` is None where neither direction is. `sources` are the
    streams that it is counted from. `period_kind` is that of an entered figure; `decimals` is how many its numbers
    have."""

    key: str
    wording: Wording
    unit: Unit
    ground: str
    dimensions: tuple[Dimension, ...] = ()
    better: Better | None = None
    sources: tuple[Source, ...] = ()
    share: Share | None = None
    origin: Origin = Origin.COUNTED
    is_share: bool = field(default=False)
    period_kind: PeriodKind | None = None
    decimals: int = 0

    @property
    def parts(self) -> Sequence[EvidencePart]:
        """In the order in which evidence lists them."""
        return list(EvidencePart) if self.is_share else [EvidencePart.NUMERATOR]


def definition_of_indicator(indicator: Indicator) -> FigureDefinition:
    """The figure of an entered indicator."""
    return FigureDefinition(
        key=ENTERED_PREFIX + indicator.code,
        wording=Wording(
            indicator.name_vi,
            indicator.name_en,
            "số liệu do cơ quan nhập và người khác đã duyệt",
            "as an agency entered it and another person approved it",
        ),
        unit=Unit(indicator.unit_vi, indicator.unit_en),
        ground=indicator.ground,
        dimensions=() if indicator.dimension is Dimension.NONE else (indicator.dimension,),
        better=indicator.better,
        origin=Origin.ENTERED,
        is_share=indicator.kind is IndicatorKind.SHARE,
        period_kind=indicator.period_kind,
        decimals=indicator.decimals,
    )
