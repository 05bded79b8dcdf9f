"""The number of a figure in a period, in total or for each group."""

from datetime import datetime
from decimal import Decimal
from functools import lru_cache

from sqlalchemy import TextClause, text
from sqlalchemy.ext.asyncio import AsyncConnection

from reporting.figures.domain.figure_definitions import FigureDefinition, Origin
from reporting.figures.domain.figure_groups import FigureNumber
from reporting.figures.queries.parted_rows import parameters_of, parted_rows
from reporting.indicators.domain.indicators import Dimension
from reporting.shared.domain.periods import Period

AMOUNTS = """
    sum(amount) FILTER (WHERE part = 'numerator') AS numerator,
    sum(amount) FILTER (WHERE part = 'denominator') AS denominator,
    coalesce(bool_or(estimated), false) AS estimated
"""


async def figure_number(
    read: AsyncConnection, definition: FigureDefinition, period: Period, known_on: datetime | None = None
) -> FigureNumber:
    """The caller reads several in one snapshot, so that they are consistent."""
    row = (
        await read.execute(_total(definition, known_on is not None), parameters_of(definition, period, known_on))
    ).one()
    return _number(definition, row.numerator, row.denominator, row.estimated)


async def figure_by_groups(
    read: AsyncConnection, definition: FigureDefinition, period: Period, by: Dimension, known_on: datetime | None = None
) -> list[tuple[str, FigureNumber]]:
    """Groups without rows are left out; the others add up to the number of the period."""
    statement = _by_group(definition, by, known_on is not None)
    rows = await read.execute(statement, parameters_of(definition, period, known_on))
    return [(row.group_key, _number(definition, row.numerator, row.denominator, row.estimated)) for row in rows]


def group_column(by: Dimension) -> str:
    """The column of the rows that a dimension groups by; a row that states none is in the group of the empty key."""
    return f"coalesce({by.value}, '')"


@lru_cache(1_000)
def _total(definition: FigureDefinition, as_known: bool) -> TextClause:
    rows = parted_rows(definition, as_known=as_known)
    return text(f"SELECT {AMOUNTS} FROM ({rows}) AS counted")  # noqa: S608 - constants only


@lru_cache(1_000)
def _by_group(definition: FigureDefinition, by: Dimension, as_known: bool) -> TextClause:
    rows = parted_rows(definition, as_known=as_known)
    return text(
        f"SELECT {group_column(by)} AS group_key, {AMOUNTS}"  # noqa: S608 - constants only
        f" FROM ({rows}) AS counted GROUP BY 1 ORDER BY 1"
    )


def _number(
    definition: FigureDefinition, numerator: Decimal | None, denominator: Decimal | None, estimated: bool
) -> FigureNumber:
    """Where nothing is counted the number is 0; where nothing is entered there is none."""
    if definition.origin is not Origin.ENTERED:
        numerator = numerator or Decimal(0)
        denominator = (denominator or Decimal(0)) if definition.is_share else None
    return FigureNumber(numerator, denominator, estimated)
