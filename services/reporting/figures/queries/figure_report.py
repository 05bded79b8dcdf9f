"""A figure of a period, beside the period before and the same period a year before, and split into groups."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from common.consumer.positions import stopped_streams
from reporting.figures.domain.figure_definitions import FigureDefinition
from reporting.figures.domain.figure_groups import FigureGroup, FigureNumber, groups_of
from reporting.figures.domain.refusals import FigureNotSplit, FigureOfOtherPeriods
from reporting.figures.queries.figure_by_key import figure_by_key
from reporting.figures.queries.figure_numbers import figure_by_groups, figure_number
from reporting.indicators.domain.indicators import Dimension
from reporting.shared.domain.periods import Period


@dataclass(frozen=True, slots=True)
class FigureReport:
    """`groups` is empty where the figure is not to be split. `stale_sources` are the streams that it is counted from
    and that are stopped: what they have recorded since is not in it."""

    definition: FigureDefinition
    period: Period
    number: FigureNumber
    compared: Sequence[tuple[Period, FigureNumber]]
    groups: Sequence[FigureGroup]
    stale_sources: Sequence[str]


async def figure_report(
    read: AsyncConnection, key: str, period: Period, by: Dimension, known_on: datetime | None
) -> FigureReport:
    """Raises `FigureNotFound`, `FigureNotSplit` and `FigureOfOtherPeriods`."""
    definition = await required_figure(read, key, period, by)
    number = await figure_number(read, definition, period, known_on)
    others = [period.before(), period.year_before()]
    compared = [(other, await figure_number(read, definition, other, known_on)) for other in others]
    groups: list[FigureGroup] = []
    if by is not Dimension.NONE:
        groups = groups_of(definition, by, await figure_by_groups(read, definition, period, by, known_on))
    return FigureReport(definition, period, number, compared, groups, await stale_sources(read, definition))


async def required_figure(read: AsyncConnection, key: str, period: Period, by: Dimension) -> FigureDefinition:
    """The definition of a figure that can be read so. Raises `FigureNotFound`, `FigureNotSplit` and
    `FigureOfOtherPeriods`."""
    definition = await figure_by_key(read, key)
    if by is not Dimension.NONE and by not in definition.dimensions:
        raise FigureNotSplit(key, by.value, ", ".join(definition.dimensions) or Dimension.NONE.value)
    if definition.period_kind not in (None, period.kind):
        raise FigureOfOtherPeriods(key, definition.period_kind.value)
    return definition


async def stale_sources(read: AsyncConnection, definition: FigureDefinition) -> list[str]:
    """In the order of their names."""
    stopped = {stream.source for stream in await stopped_streams(read)}
    return sorted(stopped & set(definition.sources))
