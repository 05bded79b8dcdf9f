"""All counts of one year, for the annual report."""

from datetime import date

from sqlalchemy.ext.asyncio import AsyncConnection

from reporting.figures.domain.counts import Counts
from reporting.figures.queries.decisions_of_year import decisions_of_year
from reporting.figures.queries.dossiers_of_period import dossiers_of_period
from reporting.figures.queries.essential_services import essential_services
from reporting.figures.queries.items_of_year import items_of_year
from reporting.figures.queries.lookups_of_year import lookups_of_year
from reporting.figures.queries.online_at_year_end import online_at_year_end
from reporting.figures.queries.processes_of_year import processes_of_year
from reporting.figures.queries.topics_of_year import topics_of_year


async def counts_of_year(read: AsyncConnection, year: int) -> Counts:
    """The caller reads in one snapshot, so that the figures are consistent."""
    return Counts(
        decisions=await decisions_of_year(read, year),
        topics=await topics_of_year(read, year),
        items=await items_of_year(read, year),
        processes=await processes_of_year(read, year),
        essential_services=await essential_services(read, year),
        online_services=await online_at_year_end(read, year),
        lookups=await lookups_of_year(read, year),
        dossiers=await dossiers_of_period(read, date(year, 1, 1), date(year, 12, 31)),
    )
