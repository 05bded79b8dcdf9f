"""For random logs: a figure with `known_on` is that of read models into which only what was recorded by then was
folded."""

from collections.abc import AsyncIterator, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from msgspec import structs
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from common.consumer.applying import fold
from common.consumer.sql_tables import SqlTables
from common.contracts.event import Event
from common.contracts.procedures import DecisionPublished
from reporting.figures.domain.catalogue import CATALOGUE
from reporting.figures.domain.figure_definitions import FigureDefinition, Source
from reporting.figures.domain.figure_groups import FigureNumber
from reporting.figures.queries.figure_numbers import figure_by_groups, figure_number
from reporting.read_models.procedures.projection import projection
from reporting.shared.domain.periods import parse_period
from tests.support.foreign_events import annulled, corrected, decision
from tests.support.postgres import Postgres
from tests.support.service_harness import ServiceHarness, service_harness

START = datetime(2026, 1, 1, tzinfo=UTC)
TOPICS = ("household_book", "essential_services", "online_declaration", "opening_catalogue")
KINDS = ("introduce", "amend", "repeal", "declare_online", "standardise", "designate", "confirm")
PERIODS = [parse_period(period) for period in ("2026", "2026-Q2", "2026-03")]
FIGURES = [figure for figure in CATALOGUE.values() if figure.sources == (Source.PROCEDURES,) and figure.has_history]
Log = list[tuple[datetime, list[Event]]]


@pytest.fixture
async def harness(postgres: Postgres, tmp_path: Path) -> AsyncIterator[ServiceHarness]:
    async with service_harness(postgres, "reporting", tmp_path) as harness:
        yield harness


def random_log(random: Random, decisions: int) -> Log:
    """Decisions and their rectifications with the moment at which each was recorded, in the order of these."""
    log: Log = []
    for number in range(1, decisions + 1):
        signed_on = date(2026, 1, 1) + timedelta(days=random.randrange(300))
        codes = random.sample(range(30), random.randrange(1, 4))
        events = decision(
            number,
            signed_on,
            *[(random.choice(KINDS), f"1.{code:06}") for code in codes],
            of=random.choice(["H60.01", "H60.02", "H60.03"]),
            topics=random.sample(TOPICS, random.choice([0, 1, 1])),
            processes=[random.random() < 0.5 for _ in range(random.randrange(3))],
            late=random.random() < 0.3,
        )
        recorded_at = START + timedelta(hours=random.randrange(9_000))
        *others, published = events
        assert isinstance(published, DecisionPublished)
        log.append((recorded_at, [*others, structs.replace(published, recorded_at=recorded_at)]))
        later = recorded_at + timedelta(hours=random.randrange(2_000))
        if random.random() < 0.3:
            entire = random.random() < 0.5
            items = range(1, len(codes) + 1) if entire else [1]
            log.append((later, [structs.replace(annulled(events, *items, entire_decision=entire), recorded_at=later)]))
        if random.random() < 0.3:
            log.append((later, [structs.replace(corrected(events, len(codes)), recorded_at=later)]))
    return sorted(log, key=lambda recorded: recorded[0])


async def fold_log(read: AsyncConnection, log: Sequence[tuple[datetime, list[Event]]]) -> None:
    """Folds only these events into the read models."""
    for table in projection.tables:
        await read.execute(text(f"TRUNCATE projected.{table.name}"))
    await fold([projection], [event for _, events in log for event in events], SqlTables(read))


async def numbers(
    read: AsyncConnection, figure: FigureDefinition, known_on: datetime | None
) -> list[tuple[FigureNumber, dict[str, dict[str, FigureNumber]]]]:
    """The numbers and groups of every period."""
    return [
        (
            await figure_number(read, figure, period, known_on),
            {by.value: dict(await figure_by_groups(read, figure, period, by, known_on)) for by in figure.dimensions},
        )
        for period in PERIODS
    ]


@pytest.mark.parametrize("seed", range(6))
async def test_a_figure_known_on_a_moment_is_that_of_what_was_recorded_by_then(
    harness: ServiceHarness, seed: int
) -> None:
    random = Random(seed)
    log = random_log(random, 60)
    known_on = random.choice(log[10:-10])[0]
    recorded_by_then = [recorded for recorded in log if recorded[0] <= known_on]
    async with harness.runtime.engine.connect() as read:
        await fold_log(read, log)
        then = {figure.key: await numbers(read, figure, known_on) for figure in FIGURES}
        now = {figure.key: await numbers(read, figure, None) for figure in FIGURES}
        await fold_log(read, recorded_by_then)
        expected = {figure.key: await numbers(read, figure, None) for figure in FIGURES}
        await read.rollback()
    assert then == expected
    assert then != now
    assert len(FIGURES) > 20
