"""The figures about dossiers of a period, in total and by agency, procedure or channel."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from reporting.figures.domain.dossier_figures import DossierFigure
from reporting.figures.queries.dossier_conditions import (
    COLUMN_OF_GROUP,
    CONCERNS_PERIOD,
    CONDITIONS,
    FILTERS,
    DossierFilter,
    DossierGroup,
)

FIGURES = ", ".join(f"count(*) FILTER (WHERE {condition})" for condition in CONDITIONS.values())
TOTALS = text(
    f"SELECT {FIGURES} FROM projected.dossier WHERE {CONCERNS_PERIOD} AND {FILTERS}"  # noqa: S608 - constants only
)
BY_GROUP = {
    group: text(
        f"SELECT {column}, {FIGURES} FROM projected.dossier"  # noqa: S608 - constants only
        f" WHERE {CONCERNS_PERIOD} AND {FILTERS} GROUP BY {column} ORDER BY {column}"
    )
    for group, column in COLUMN_OF_GROUP.items()
}
ALL_DOSSIERS = DossierFilter()
DossierCounts = Mapping[DossierFigure, int]


async def dossiers_of_period(
    read: AsyncConnection, first: date, last: date, criteria: DossierFilter = ALL_DOSSIERS
) -> DossierCounts:
    """The period has the days from `first` to `last`, both included."""
    row = (await read.execute(TOTALS, criteria.parameters(first, last))).one()
    return dict(zip(CONDITIONS, row, strict=True))


async def dossiers_by_group(
    read: AsyncConnection, first: date, last: date, by: DossierGroup, criteria: DossierFilter = ALL_DOSSIERS
) -> list[tuple[str, DossierCounts]]:
    """Returns the groups in the order of their keys; they add up to the figures of the period."""
    rows = await read.execute(BY_GROUP[by], criteria.parameters(first, last))
    return [(key, dict(zip(CONDITIONS, counts, strict=True))) for key, *counts in rows]
