"""Every figure of a period as lines of a report: those of the catalogue, and the entered ones of such periods, in total
and for each group that one can be split into."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal

from sqlalchemy.ext.asyncio import AsyncConnection

from reporting.figures.domain.figure_definitions import FigureDefinition, Origin
from reporting.figures.domain.figure_groups import FigureNumber
from reporting.figures.queries.figure_by_key import all_figures
from reporting.figures.queries.figure_numbers import figure_by_groups, figure_number
from reporting.reports.domain.report_content import ReportLine
from reporting.shared.domain.periods import Period


async def figure_lines(read: AsyncConnection, period: Period, known_on: datetime) -> list[ReportLine]:
    """What was entered counts where it was approved by `known_on`; what is counted is that of the read models. Of an
    indicator that is entered for other periods there is nothing. The caller reads in one snapshot."""
    lines: list[ReportLine] = []
    for definition in await all_figures(read):
        moment = None if counts_events_only(definition) else known_on
        number = await figure_number(read, definition, period, moment)
        lines += _lines(definition, "figures", "", number)
        for dimension in definition.dimensions:
            for group, part in await figure_by_groups(read, definition, period, dimension, moment):
                lines += _lines(definition, f"by_{dimension.value}", group, part)
    return lines


def counts_events_only(definition: FigureDefinition) -> bool:
    """Such a figure follows from the positions of its streams alone. Others count what was entered and approved."""
    return definition.origin is Origin.COUNTED and bool(definition.sources)


def _lines(definition: FigureDefinition, section: str, group: str, number: FigureNumber) -> Iterator[ReportLine]:
    """A share has a line for each of its parts, which are exact. There is none where nothing is entered."""
    parts = {"": number.numerator}
    if definition.is_share:
        parts = {".numerator": number.numerator, ".denominator": number.denominator}
    for suffix, amount in parts.items():
        if amount is not None:
            wording, decimals = definition.wording, decimals_of(amount)
            yield ReportLine(
                section,
                group,
                definition.key + suffix,
                wording.name_vi,
                wording.name_en,
                int(amount.scaleb(decimals)),
                decimals,
                number.estimated,
            )


def decimals_of(amount: Decimal) -> int:
    """How many decimal places are needed to write it exactly."""
    exponent = amount.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
