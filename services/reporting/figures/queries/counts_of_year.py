"""All that was counted of one year: the answers to the questions that make the annual report."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncConnection

from reporting.figures.queries.decisions_of_year import DecisionCount, decisions_of_year
from reporting.figures.queries.essential_services import essential_services
from reporting.figures.queries.items_of_year import ItemCount, items_of_year
from reporting.figures.queries.lookups_of_year import lookups_of_year
from reporting.figures.queries.online_at_year_end import OfferedCount, online_at_year_end
from reporting.figures.queries.processes_of_year import ProcessCount, processes_of_year
from reporting.figures.queries.topics_of_year import topics_of_year


@dataclass(frozen=True, slots=True)
class Counted:
    decisions: Sequence[DecisionCount]
    topics: Mapping[str, int]
    items: Sequence[ItemCount]
    processes: Sequence[ProcessCount]
    essential_services: int
    offered: Sequence[OfferedCount]
    lookups: Mapping[str, int]


async def counted_in(read: AsyncConnection, year: int) -> Counted:
    """In one snapshot, so that the figures fit each other."""
    return Counted(
        decisions=await decisions_of_year(read, year),
        topics=await topics_of_year(read, year),
        items=await items_of_year(read, year),
        processes=await processes_of_year(read, year),
        essential_services=await essential_services(read, year),
        offered=await online_at_year_end(read, year),
        lookups=await lookups_of_year(read, year),
    )
