"""What a year's Decisions did, and what was offered online at its end."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncConnection

from reporting.figures.domain.breakdowns import AgencyCounts, LevelCounts, by_agency, by_kind, by_level
from reporting.figures.domain.figures import Figure, figures_of
from reporting.figures.queries.counts_of_year import counts_of_year


@dataclass(frozen=True, slots=True)
class AnnualReport:
    year: int
    figures: Sequence[Figure]
    by_kind: Mapping[str, int]
    by_level: Sequence[LevelCounts]
    by_agency: Sequence[AgencyCounts]


async def annual_report(read: AsyncConnection, year: int) -> AnnualReport:
    counts = await counts_of_year(read, year)
    return AnnualReport(year, figures_of(counts), by_kind(counts), by_level(counts), by_agency(counts))
