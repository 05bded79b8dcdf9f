"""Which figures of the annual report would move by events of `procedures`: they are folded by the projection itself, in
a transaction that is rolled back, and counted before and after."""

from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from common.consumer.applying import fold
from common.consumer.positions import positions
from common.consumer.sql_tables import SqlTables
from common.contracts.event import Event
from common.contracts.impact import FiguresImpact, MovedFigure
from common.contracts.procedures import DecisionPublished
from common.eventlog.position import as_header
from reporting.figures.queries.decisions_of_year import decisions_of_year
from reporting.figures.queries.items_of_year import items_of_year
from reporting.figures.queries.processes_of_year import processes_of_year
from reporting.figures.queries.topics_of_year import topics_of_year
from reporting.read_models.procedures.projection import projection

Key = tuple[str, tuple[str, ...]]


async def moved_figures(engine: AsyncEngine, events: Sequence[Event]) -> FiguresImpact:
    """Rows that only this transaction writes are locked until it is rolled back; others are only read."""
    years = [event.decision.signed_on.year for event in events if isinstance(event, DecisionPublished)]
    year = years[-1] if years else None
    async with engine.connect() as connection:
        transaction = await connection.begin()
        try:
            applied = as_header(await positions(connection))
            before = {} if year is None else await figures_of_year(connection, year)
            await fold([projection], events, SqlTables(connection))
            after = {} if year is None else await figures_of_year(connection, year)
        finally:
            await transaction.rollback()
    return FiguresImpact(positions=applied, year=year, figures=list(_moved(before, after)))


async def figures_of_year(read: AsyncConnection, year: int) -> dict[Key, int]:
    figures: dict[Key, int] = {}
    for decisions in await decisions_of_year(read, year):
        figures["decisions", (decisions.agency_code,)] = decisions.count
        figures["late_decisions", (decisions.agency_code,)] = decisions.late
    for items in await items_of_year(read, year):
        figures["items", (items.agency_code, items.kind, items.level)] = items.count
    for processes in await processes_of_year(read, year):
        figures["internal_processes", (processes.agency_code,)] = processes.internal
        figures["inter_agency_processes", (processes.agency_code,)] = processes.inter_agency
    return figures | {("topics", (topic,)): count for topic, count in (await topics_of_year(read, year)).items()}


def _moved(before: Mapping[Key, int], after: Mapping[Key, int]) -> Iterator[MovedFigure]:
    for key in sorted({*before, *after}):
        counts = before.get(key, 0), after.get(key, 0)
        if counts[0] != counts[1]:
            figure, of = key
            yield MovedFigure(figure=figure, of=list(of), before=counts[0], after=counts[1])
