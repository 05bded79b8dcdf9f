"""The figures about dossiers of a period, in total and by agency, procedure or channel."""

from collections.abc import Mapping
from datetime import date
from functools import cache

from sqlalchemy import TextClause, text
from sqlalchemy.ext.asyncio import AsyncConnection

from reporting.figures.domain.dossier_figures import DossierFigure
from reporting.figures.queries.dossier_conditions import DossierFilter, DossierGroup
from reporting.figures.queries.dossier_sums import SUMS, cells_for, sums_of

FIGURES = ", ".join(f"{amount} AS {figure.value}" for figure, amount in SUMS.items())
ANY = " + ".join(figure.value for figure in SUMS)
ALL_DOSSIERS = DossierFilter()
DossierCounts = Mapping[DossierFigure, int]


async def dossiers_of_period(
    read: AsyncConnection, first: date, last: date, criteria: DossierFilter = ALL_DOSSIERS
) -> DossierCounts:
    """The period has the days from `first` to `last`, both included."""
    row = (await read.execute(_totals(cells_for(criteria, None)), criteria.parameters(first, last))).one()
    return dict(zip(SUMS, row, strict=True))


async def dossiers_by_group(
    read: AsyncConnection, first: date, last: date, by: DossierGroup, criteria: DossierFilter = ALL_DOSSIERS
) -> list[tuple[str, DossierCounts]]:
    """Returns the groups in the order of their keys, without those that have no dossier; they add up to the figures of
    the period."""
    rows = await read.execute(_by_group(cells_for(criteria, by), by), criteria.parameters(first, last))
    return [(key, dict(zip(SUMS, counts, strict=True))) for key, *counts in rows]


@cache
def _totals(cells: str) -> TextClause:
    return text(f"SELECT {FIGURES} FROM ({sums_of(cells, None)}) AS sums")  # noqa: S608 - constants only


@cache
def _by_group(cells: str, by: DossierGroup) -> TextClause:
    return text(
        f"SELECT * FROM (SELECT key, {FIGURES} FROM ({sums_of(cells, by)}) AS sums) AS groups"  # noqa: S608 - constants only
        f" WHERE {ANY} > 0 ORDER BY key"
    )
