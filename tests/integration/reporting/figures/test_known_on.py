"""For random logs: a figure with `known_on` is that of read models into which only what was recorded by then was
folded."""

from collections.abc import AsyncIterator, Iterator, Sequence
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
from common.contracts.procedures import (
    DecisionPublished,
    DecisionRectified,
    ProcedureAnnulled,
    ProcedureCorrected,
    ProcedureEvent,
    ProcedureRectified,
)
from reporting.figures.domain.catalogue import CATALOGUE
from reporting.figures.domain.figure_definitions import FigureDefinition, Source
from reporting.figures.domain.figure_groups import FigureNumber
from reporting.figures.queries.figure_numbers import figure_by_groups, figure_number
from reporting.read_models.procedures.period_projection import period_projection
from reporting.read_models.procedures.projection import projection
from reporting.shared.domain.periods import parse_period
from tests.support.foreign_events import annulled, corrected, decision
from tests.support.law_events import recoded
from tests.support.postgres import Postgres
from tests.support.service_harness import ServiceHarness, service_harness

START = datetime(2026, 1, 1, tzinfo=UTC)
RECODED_AT = [START + timedelta(days=days) for days in (40, 90, 150, 200, 260)]
TOPICS = ("household_book", "essential_services", "online_declaration", "opening_catalogue")
KINDS = ("introduce", "introduce", "amend", "repeal", "declare_online", "standardise", "designate", "confirm")
PERIODS = [parse_period(period) for period in ("2026", "2026-Q2", "2026-03")]
FIGURES = [figure for figure in CATALOGUE.values() if figure.sources == (Source.PROCEDURES,) and figure.has_history]
Log = list[tuple[datetime, list[Event]]]


@pytest.fixture
async def harness(postgres: Postgres, tmp_path: Path) -> AsyncIterator[ServiceHarness]:
    async with service_harness(postgres, "reporting", tmp_path) as harness:
        yield harness


def code_at(moment: datetime, number: int) -> str:
    """Some procedures have a provisional code until it is replaced."""
    is_provisional = number < len(RECODED_AT) and moment < RECODED_AT[number]
    return f"0.{number:06}.H60" if is_provisional else f"1.{number:06}"


def random_log(random: Random, decisions: int) -> Log:
    """Decisions, their rectifications and new codes with the moment at which each was recorded, in the order of
    these."""
    log: Log = []
    for number in range(1, decisions + 1):
        signed_on = date(2026, 1, 1) + timedelta(days=random.randrange(300))
        recorded_at = START + timedelta(minutes=random.randrange(540_000))
        codes = [code_at(recorded_at, code) for code in random.sample(range(30), random.randrange(1, 4))]
        events = decision(
            number,
            signed_on,
            *[(random.choice(KINDS), code) for code in codes],
            of=random.choice(["H60.01", "H60.02", "H60.03"]),
            topics=random.sample(TOPICS, random.choice([0, 1, 1])),
            processes=[random.random() < 0.5 for _ in range(random.randrange(3))],
            late=random.random() < 0.3,
        )
        *others, published = events
        assert isinstance(published, DecisionPublished)
        log.append((recorded_at, [*others, structs.replace(published, recorded_at=recorded_at)]))
        later = recorded_at + timedelta(minutes=random.randrange(1, 120_000))
        if random.random() < 0.3:
            entire = random.random() < 0.5
            items = range(1, len(codes) + 1) if entire else [1]
            annulment = structs.replace(annulled(events, *items, entire_decision=entire), recorded_at=later)
            log.append((later, [*rectifying(ProcedureAnnulled, events, annulment, later), annulment]))
        if random.random() < 0.3:
            later += timedelta(seconds=1)
            correction = structs.replace(corrected(events, len(codes)), recorded_at=later)
            log.append((later, [*rectifying(ProcedureCorrected, events, correction, later), correction]))
    return with_recodings(sorted(log, key=lambda recorded: recorded[0]))


def rectifying(
    event_type: type[ProcedureRectified], events: Sequence[Event], act: DecisionRectified, at: datetime
) -> Iterator[Event]:
    """What the act states of each procedure that an item of it names, by the code of the moment: an annulled one has no
    period left, and that of a corrected one begins a day later."""
    for event in events:
        if isinstance(event, ProcedureEvent) and event.item in act.items:
            fields = {name: getattr(event, name) for name in ProcedureEvent.__struct_fields__}
            code = code_at(at, int(event.procedure_code[2:8]))
            if event_type is ProcedureCorrected:
                start = event.effective_on + timedelta(days=1)
                fields["periods"] = tuple(structs.replace(period, effective_from=start) for period in event.periods)
                fields["previous_effective_on"] = event.effective_on
            else:
                fields["periods"] = ()
            yield event_type(**fields | {"procedure_code": code, "instrument": act.instrument, "reason": act.reason})


def with_recodings(log: Log) -> Log:
    """A code is replaced together with what named the provisional one."""
    recodings: Log = []
    for number, at in enumerate(RECODED_AT):
        former = f"0.{number:06}.H60"
        named = [
            event
            for moment, events in log
            for event in events
            if moment < at and isinstance(event, ProcedureEvent) and event.procedure_code == former
        ]
        if named:
            items = {(event.decision.id, event.item.number) for event in named}
            event = recoded(former, f"1.{number:06}", *named[-1].periods, items=sorted(items))
            recodings.append((at, [structs.replace(event, recorded_at=at)]))
    return sorted([*log, *recodings], key=lambda recorded: recorded[0])


async def fold_log(read: AsyncConnection, log: Sequence[tuple[datetime, list[Event]]]) -> None:
    """Folds only these events into the read models."""
    projections = [projection, period_projection]
    for table in (table for each in projections for table in each.tables):
        await read.execute(text(f"TRUNCATE projected.{table.name}"))
    await fold(projections, [event for _, events in log for event in events], SqlTables(read))


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
        in_the_end = {figure.key: await numbers(read, figure, log[-1][0]) for figure in FIGURES}
        await fold_log(read, recorded_by_then)
        expected = {figure.key: await numbers(read, figure, None) for figure in FIGURES}
        await read.rollback()
    assert then == expected
    assert in_the_end == now
    assert all(then[key] != now[key] for key in ("decisions", "in_force", "in_force_introduced"))
    assert len(FIGURES) > 30
