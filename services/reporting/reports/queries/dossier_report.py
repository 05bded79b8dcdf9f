"""The dossiers of a period, beside those of the period before and of the year before."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncConnection

from reporting.figures.queries.dossier_conditions import DossierFilter, DossierGroup
from reporting.figures.queries.dossiers_of_period import DossierCounts, dossiers_by_group, dossiers_of_period
from reporting.shared.domain.periods import Period


@dataclass(frozen=True, slots=True)
class DossierReport:
    """`groups` is empty where nothing is to be grouped by."""

    period: Period
    counts: DossierCounts
    compared: Sequence[tuple[Period, DossierCounts]]
    groups: Sequence[tuple[str, DossierCounts]]


async def dossier_report(
    read: AsyncConnection, period: Period, by: DossierGroup | None, criteria: DossierFilter
) -> DossierReport:
    """The caller reads in one snapshot, so that the figures are consistent."""
    others = [period.before(), period.year_before()]
    counts, *compared = [await dossiers_of_period(read, each.first, each.last, criteria) for each in (period, *others)]
    groups = [] if by is None else await dossiers_by_group(read, period.first, period.last, by, criteria)
    return DossierReport(period, counts, list(zip(others, compared, strict=True)), groups)
