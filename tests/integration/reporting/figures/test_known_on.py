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

from common.calendar.province_days import day_of, moments_of
from common.clock import as_text
from common.consumer.applying import fold
from common.consumer.memory_tables import MemoryTables
from common.consumer.rebuild import rebuild
from common.consumer.sql_tables import SqlTables
from common.contracts.dossiers import DossierEvent
from common.contracts.event import Event
from common.contracts.online_services import OnlineServiceRecoded
from common.contracts.parts import Level
from common.contracts.procedures import (
    DecisionPublished,
    DecisionRectified,
    ProcedureAnnulled,
    ProcedureCorrected,
    ProcedureEvent,
    ProcedureRectified,
)
from common.migrations.run import upgrade
from reporting.figures.domain.catalogue import CATALOGUE
from reporting.figures.domain.figure_definitions import FigureDefinition, Source
from reporting.figures.domain.figure_groups import FigureNumber
from reporting.figures.queries.figure_numbers import figure_by_groups, figure_number
from reporting.shared.domain.periods import parse_period
from reporting.tables import former_dossier
from tests.support.direct_consumer import EventWriter
from tests.support.examples import examples
from tests.support.foreign_events import annulled, corrected, decision, service
from tests.support.law_events import recoded
from tests.support.postgres import Postgres, service_of
from tests.support.random_dossier_events import random_dossier_events
from tests.support.reported_dossiers import Life
from tests.support.service_harness import NOON, ServiceHarness, service_harness

START = datetime(2026, 1, 1, tzinfo=UTC)
RECODED_AT = [START + timedelta(days=days) for days in (40, 90, 150, 200, 260)]
TOPICS = ("household_book", "essential_services", "online_declaration", "opening_catalogue")
KINDS = ("introduce", "introduce", "amend", "repeal", "declare_online", "standardise", "designate", "confirm")
PERIODS = [parse_period(period) for period in ("2026", "2026-Q2", "2026-03", "2026-01-02..2026-01-04")]
DAY = date(2026, 1, 5)
FIGURES = {
    source: [figure for figure in CATALOGUE.values() if figure.sources == (source,)]
    for source in (Source.PROCEDURES, Source.ONLINE_SERVICES)
}
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


def random_services(random: Random, events: int) -> Log:
    """What is recorded of services, also of levels of long ago and to come; often several services at one moment, and
    one service twice."""
    log: Log = []
    moment = START
    for _ in range(events):
        moment += timedelta(minutes=random.choice([0, 7, 3_000]))
        days = sorted(random.sample(range(360), random.randrange(4)))
        starts = [(date(2026, 1, 1) + timedelta(days=day)).isoformat() for day in days]
        levels = [random.choice(["full", "partial", "information_only"]) for _ in starts]
        ends = [*starts[1:], random.choice([None, "2027-01-01"])]
        event = service(
            f"service-{random.randrange(25)}",
            *zip(levels, starts, ends, strict=False),
            of=random.choice(["H60.01", "H60.02", "H60.03"]),
            handled_at=[random.choice(list(Level))],
        )
        log.append((moment, [event]))
    return log


def random_dossiers(random: Random, dossiers: int) -> Log:
    """What is recorded of dossiers: mostly when it happens, some acts days later, some dossiers all at once at the end
    of their lives, some from their reception on only."""
    log: Log = []
    lives: dict[str, list[DossierEvent]] = {}
    for event in random_dossier_events(random.randrange(1_000), dossiers):
        lives.setdefault(event.dossier_id, []).append(event)
    for life in lives.values():
        recorded_at = life[-1].occurred_at + timedelta(hours=40) if random.random() < 0.3 else life[0].occurred_at
        for event in life[len(life) > 1 and random.random() < 0.3 :]:
            late = timedelta(hours=random.choice([0, 0, 0, 0, 20, 70]))
            recorded_at = max(recorded_at, event.occurred_at + late)
            log.append((recorded_at, [event]))
    return sorted(log, key=lambda recorded: recorded[0])


def end_of_day(moment: datetime) -> datetime:
    """The last moment of the day in the province."""
    return moments_of(day_of(moment), day_of(moment))[1] - timedelta(microseconds=1)


async def fold_log(read: AsyncConnection, source: str, log: Sequence[tuple[datetime, list[Event]]]) -> None:
    """Folds only these events into the read models, in batches of any size."""
    (subscription,) = (each for each in service_of("reporting").subscriptions if each.source == source)
    for table in (table for projection in subscription.projections for table in projection.tables):
        await read.execute(text(f"TRUNCATE projected.{table.name}"))
    for batch in (log[start : start + 17] for start in range(0, len(log), 17)):
        events = [event for _, events in batch for event in events]
        times = [as_text(moment) for moment, events in batch for _ in events]
        await fold(subscription.projections, events, SqlTables(read), times)


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


async def check_log(harness: ServiceHarness, source: Source, log: Log, known_on: datetime, *moved: str) -> None:
    """`moved` are figures that differ from those of today."""
    recorded_by_then = [recorded for recorded in log if recorded[0] <= known_on]
    figures = FIGURES[source]
    async with harness.runtime.engine.connect() as read:
        await fold_log(read, source, log)
        then = {figure.key: await numbers(read, figure, known_on) for figure in figures}
        now = {figure.key: await numbers(read, figure, None) for figure in figures}
        in_the_end = {figure.key: await numbers(read, figure, log[-1][0]) for figure in figures}
        await fold_log(read, source, recorded_by_then)
        expected = {figure.key: await numbers(read, figure, None) for figure in figures}
        await read.rollback()
    assert then == expected
    assert in_the_end == now
    assert all(then[key] != now[key] for key in moved)


@pytest.mark.parametrize("seed", range(examples(6)))
async def test_a_figure_known_on_a_moment_is_that_of_what_was_recorded_by_then(
    harness: ServiceHarness, seed: int
) -> None:
    random = Random(seed)
    log = random_log(random, 60)
    known_on = random.choice(log[10:-10])[0]
    await check_log(harness, Source.PROCEDURES, log, known_on, "decisions", "in_force", "in_force_introduced")
    assert len(FIGURES[Source.PROCEDURES]) > 30


@pytest.mark.parametrize("seed", range(examples(4)))
async def test_online_services_known_on_a_moment_are_those_that_were_recorded_by_then(
    harness: ServiceHarness, seed: int
) -> None:
    random = Random(seed)
    log = random_services(random, 120)
    await check_log(harness, Source.ONLINE_SERVICES, log, random.choice(log[20:-20])[0], "online", "online_full_share")


async def test_a_service_that_was_known_by_a_provisional_code_has_the_code_of_today(harness: ServiceHarness) -> None:
    former, code, later = "0.000001.H60", "1.000001", NOON + timedelta(days=3)
    events = decision(1, date(2026, 1, 5), ("introduce", former))
    item = next(event for event in events if isinstance(event, ProcedureEvent))
    procedures, services = EventWriter("procedures"), EventWriter("online_services")
    stated = structs.replace(service("one", ("full", "2026-01-05", None)), procedure_code=former)
    await procedures.emit(harness, *events, recoded(former, code, *item.periods, items=[(item.decision.id, 1)]))
    await services.emit(harness, stated)
    services.time = as_text(later)
    renamed = service("one", ("full", "2026-01-05", None), type=OnlineServiceRecoded)
    await services.emit(harness, structs.replace(renamed, procedure_code=code))
    for known_on in (NOON, later):
        response = await harness.http.get(
            "/v1/figures/online/evidence",
            params={"period": "2026", "known_on": known_on.isoformat()},
            headers=harness.bearer("reports.read"),
        )
        (row,) = response.json()["items"]
        assert (row["procedure_code"], row["document"]) == (code, item.decision.number), known_on


@pytest.mark.parametrize("seed", range(examples(6)))
async def test_dossiers_known_on_a_moment_are_those_of_what_was_recorded_by_the_end_of_its_day(
    harness: ServiceHarness, seed: int
) -> None:
    random = Random(seed)
    log = random_dossiers(random, 120)
    known_on = end_of_day(random.choice(log[60:-60])[0])
    await check_log(harness, Source.ONLINE_SERVICES, log, known_on, "dossiers_received", "dossiers_timely_share")


async def test_what_is_recorded_on_the_day_that_it_changes_leaves_no_former_row(harness: ServiceHarness) -> None:
    """So that it costs nothing."""
    lives = [Life("a", DAY, DAY, DAY + timedelta(days=3), "done", due=DAY + timedelta(days=3), delivered=True)]
    events = [event for life in lives for event in life.events()]
    (subscription,) = (each for each in service_of("reporting").subscriptions if each.source == "online_services")
    for late, rows in ((0, 0), (1, 2)):
        tables = MemoryTables()
        times = [as_text(event.occurred_at + timedelta(days=late)) for event in events]
        await fold(subscription.projections, events, tables, times)
        assert len(tables.records(former_dossier)) == rows, late


async def test_an_upgrade_takes_the_levels_from_the_kept_events_and_a_rebuild_makes_the_same(
    harness: ServiceHarness,
) -> None:
    log = random_services(Random(7), 60)
    writer = EventWriter("online_services")
    await writer.emit(harness, *[event for _, events in log for event in events])
    expected = await stated_levels(harness)
    async with harness.runtime.engine.connect() as connection:
        await connection.execute(text("DROP TABLE projected.stated_level, projected.stated_period"))
        await connection.execute(text("ALTER TABLE projected.recoded_procedure DROP COLUMN recorded_at"))
        await connection.execute(text("UPDATE alembic_version SET version_num = '0013'"))
        await upgrade(service_of("reporting"), connection, "0014")
        await connection.commit()
    assert {row[2] for row in expected} >= {0, 1, 2}
    assert await stated_levels(harness) == expected
    await rebuild(harness.runtime, lambda _: None)
    assert await stated_levels(harness) == expected


async def stated_levels(harness: ServiceHarness) -> set[tuple[object, ...]]:
    return {tuple(row) for row in await harness.rows("SELECT * FROM projected.stated_level")}
