"""Random Decisions, annulments and corrections are published by `procedures` and followed by `reporting`: the figure in
force is the catalogue of `procedures` for every day, and what came in and went out explains its difference."""

from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from common.clock import from_text
from common.consumer.applying import decode_records, fold
from common.consumer.rebuild import rebuild
from common.consumer.sql_tables import SqlTables
from common.consumer.verify import verify_projections
from common.database.connections import driver_of
from common.errors import Refusal
from common.eventlog.log import read as read_log
from common.identity import Actor
from common.ids import new_id
from common.migrations.run import upgrade
from common.service.unit_of_work import UnitOfWork
from procedures.decisions.commands.draft_decision import draft_decision
from procedures.decisions.domain.instruments import Instrument
from procedures.decisions.domain.items import Item
from procedures.law.domain.parts import Part
from procedures.law.queries.procedures_in_force import ProcedureFilter, procedures_in_force
from procedures.publication.commands.publish_decision import publish_decision
from procedures.rectification.commands.annul_decision import annul_decision
from procedures.rectification.commands.correct_decision import correct_decision
from procedures.rectification.domain.correction import CorrectedItem, Correction
from reporting.figures.domain.catalogue import CATALOGUE
from reporting.figures.domain.in_force_figures import COMING_INTO_FORCE, GOING_OUT_OF_FORCE, InForceFigure
from reporting.figures.queries.figure_numbers import figure_number
from reporting.figures.queries.figure_rows import row_parameters
from reporting.figures.queries.in_force_rows import ENDS, STARTS
from reporting.read_models.procedures.period_projection import period_projection
from reporting.read_models.procedures.projection import projection
from reporting.reconciliation.queries.in_force_balance import IN_FORCE_BALANCE
from reporting.shared.domain.periods import Period, period_between
from tests.support.decisions import LAW, code, day, decision, heading, item
from tests.support.direct_consumer import EventWriter, apply_stream
from tests.support.examples import examples
from tests.support.foreign_events import decision as foreign_decision
from tests.support.law_events import period, recoded
from tests.support.postgres import Postgres, service_of
from tests.support.procedures_harness import PUBLISHER, procedures_harness
from tests.support.service_harness import ServiceHarness, service_harness

PROJECTIONS = [projection, period_projection]
CODES, DAYS, ACTS = 12, 8, 70
SCOPES = frozenset({"decisions.draft", "decisions.publish", "decisions.back_enter"})
ENTERING, PUBLISHING = (Actor(subject, "Cán bộ", "H60.01", SCOPES) for subject in ("officer-1", PUBLISHER))
KINDS = ("introduce", "introduce", "introduce", "amend", "replace", "replace", "repeal", "declare_online")
MISFITS = text(IN_FORCE_BALANCE)
CAUSES = text(f"SELECT cause FROM ({STARTS}) s UNION ALL SELECT cause FROM ({ENDS}) e")


@pytest.fixture
async def procedures(postgres: Postgres, tmp_path: Path) -> AsyncIterator[ServiceHarness]:
    async with procedures_harness(postgres, tmp_path) as harness:
        yield harness.service


@pytest.fixture
async def harness(postgres: Postgres, tmp_path: Path) -> AsyncIterator[ServiceHarness]:
    async with service_harness(postgres, "reporting", tmp_path) as harness:
        yield harness


def random_item(random: Random) -> Item:
    kind, about = random.choice(KINDS), random.randrange(CODES)
    by = random.randrange(CODES) if kind == "replace" and random.random() < 0.7 else about
    successor = code(by) if by != about else None
    continues = kind in ("amend", "replace") and successor is None
    parts: dict[str, Any] = {"content": heading(f"Tên {new_id()}"), "changed_parts": (Part.NAME,)} if continues else {}
    is_unrecorded = kind in ("amend", "replace", "repeal") and random.random() < 0.3
    if is_unrecorded and (kind == "repeal" or successor is not None):
        parts["heading"] = heading()
    drawn = item(
        kind,
        code(about),
        effective_on=day(random.randrange(DAYS)),
        successor_code=successor,
        predecessor_unrecorded=is_unrecorded,
        **parts,
    )
    return replace(drawn, legal_document_number=LAW.number)


async def act(procedures: ServiceHarness, random: Random, published: list[tuple[Item, object]]) -> bool:
    """Publishes, annuls or corrects one item, where that is lawful."""
    procedures.clock.moment += timedelta(seconds=10)
    async with procedures.runtime.engine.connect() as connection:
        work = UnitOfWork(connection, procedures.clock, procedures.runtime.log)
        try:
            if not published or random.random() < 0.6:
                made = random_item(random)
                draft = decision(
                    made, number=f"{new_id()}/QĐ", signed_on=day(0), back_entered=True, published_on=day(0)
                )
                await draft_decision(work, draft, ENTERING)
                await publish_decision(work, draft.id, None, PUBLISHING)
                published.append((made, draft.id))
            else:
                await rectify(work, random, *random.choice(published))
        except Refusal:
            return False
        await connection.commit()
    return True


async def rectify(work: UnitOfWork, random: Random, made: Item, decision_id: object) -> None:
    instrument = Instrument(new_id(), "9/QĐ-UBND", "H60", day(0), "Hủy bỏ, đính chính", LAW, "sai")
    on = day(random.randrange(DAYS))
    if random.random() < 0.7:
        await annul_decision(work, decision_id, instrument, on, [made.number], None, PUBLISHING)  # type: ignore[arg-type]
    else:
        correction = Correction(instrument, (CorrectedItem(made.number, on),))
        await correct_decision(work, decision_id, correction, None, PUBLISHING)  # type: ignore[arg-type]


async def random_law(procedures: ServiceHarness, seed: int) -> None:
    random, published = Random(seed), list[tuple[Item, object]]()
    done = [await act(procedures, random, published) for _ in range(ACTS)]
    assert any(done)


async def number_of(
    read: AsyncConnection, figure: InForceFigure, period: Period, known_on: datetime | None = None
) -> int:
    return int((await figure_number(read, CATALOGUE[figure.value], period, known_on)).numerator or 0)


@pytest.mark.parametrize("seed", range(examples(6)))
async def test_what_is_in_force_is_the_catalogue_of_the_source_and_all_changes_have_a_cause(
    procedures: ServiceHarness, harness: ServiceHarness, seed: int
) -> None:
    await random_law(procedures, seed)
    await apply_stream(procedures, harness)
    async with procedures.runtime.engine.connect() as source, harness.runtime.engine.connect() as read:
        for offset in range(-1, DAYS + 1):
            catalogue = await procedures_in_force(source, ProcedureFilter(day(offset), None), (), 10_000)
            on_day = period_between(day(offset), day(offset))
            assert await number_of(read, InForceFigure.IN_FORCE, on_day) == len(catalogue), offset
        for first in range(-1, DAYS):
            for last in range(first, DAYS):
                await check_balance(read, period_between(day(first), day(last)))
    assert all([finding.intact async for finding in verify_projections(harness.runtime)])


@pytest.mark.parametrize("seed", range(6, 6 + examples(3)))
async def test_what_was_known_of_the_law_at_a_moment_is_what_was_recorded_by_then(
    procedures: ServiceHarness, harness: ServiceHarness, seed: int
) -> None:
    began = procedures.clock.moment
    await random_law(procedures, seed)
    moments = [began + timedelta(seconds=10 * number) for number in (10, 25, 45, ACTS + 1)]
    await apply_stream(procedures, harness)
    async with procedures.runtime.engine.connect() as source, harness.runtime.engine.connect() as read:
        for known_on in moments:
            for offset in range(-1, DAYS + 1):
                catalogue = await procedures_in_force(source, ProcedureFilter(day(offset), known_on), (), 10_000)
                on_day = period_between(day(offset), day(offset))
                assert await number_of(read, InForceFigure.IN_FORCE, on_day, known_on) == len(catalogue), offset
        then = {known_on: await all_numbers(read, known_on) for known_on in moments}
        assert then[moments[-1]] == await all_numbers(read, None)
        log = await read_log(await driver_of(source), "procedures", 0, 0, 10_000)
        for known_on in moments:
            for table in (table for projection in PROJECTIONS for table in projection.tables):
                await read.execute(text(f"TRUNCATE projected.{table.name}"))
            recorded_by_then = [record for record in log if from_text(record.time) <= known_on]
            await fold(PROJECTIONS, decode_records(recorded_by_then), SqlTables(read))
            assert await all_numbers(read, None) == then[known_on], known_on
        await read.rollback()
    assert all(before != after for before, after in pairwise(then.values()))


async def all_numbers(read: AsyncConnection, known_on: datetime | None) -> list[dict[InForceFigure, int]]:
    """Of several periods, each of which adds up."""
    return [
        await check_sum(read, period_between(day(first), day(last)), known_on)
        for first in range(-1, DAYS, 3)
        for last in (first, first + 3, DAYS)
    ]


async def check_sum(
    read: AsyncConnection, period: Period, known_on: datetime | None = None
) -> dict[InForceFigure, int]:
    numbers = {figure: await number_of(read, figure, period, known_on) for figure in InForceFigure}
    coming = sum(numbers[figure] for figure, _ in COMING_INTO_FORCE)
    going = sum(numbers[figure] for figure, _ in GOING_OUT_OF_FORCE)
    assert numbers[InForceFigure.OPENING] + coming - going == numbers[InForceFigure.IN_FORCE], (period, known_on)
    return numbers


async def check_balance(read: AsyncConnection, period: Period) -> None:
    assert list(await read.execute(MISFITS, row_parameters(period))) == [], period
    await check_sum(read, period)


async def test_random_laws_have_changes_of_many_causes(procedures: ServiceHarness, harness: ServiceHarness) -> None:
    """Otherwise the test above would prove less than it says."""
    for seed in range(2):
        await random_law(procedures, seed)
    await apply_stream(procedures, harness)
    async with harness.runtime.engine.connect() as read:
        causes = await read.scalars(CAUSES, row_parameters(period_between(day(-1), day(DAYS))))
        found = Counter(causes)
    assert {"introduced", "first_recorded", "repealed", "succession"} <= found.keys()


@pytest.mark.parametrize(
    ("fault", "misfits"),
    [
        ("UPDATE projected.procedure_period SET effective_to = '2023-03-25' WHERE effective_to IS NULL", 1),
        ("UPDATE projected.procedure_period SET effective_from = '2023-03-02'", 1),
        ("DELETE FROM projected.decision_item", 1),
    ],
)
async def test_a_period_that_no_item_explains_is_a_misfit(harness: ServiceHarness, fault: str, misfits: int) -> None:
    await EventWriter("procedures").emit(harness, *foreign_decision(1, date(2023, 3, 1), ("introduce", "1.000001")))
    period = row_parameters(period_between(date(2023, 1, 1), date(2023, 12, 31)))
    async with harness.runtime.engine.connect() as read:
        assert list(await read.execute(MISFITS, period)) == []
        await read.execute(text(fault))
        assert len(list(await read.execute(MISFITS, period))) == misfits
        await read.rollback()


async def periods_of(harness: ServiceHarness) -> set[tuple[object, ...]]:
    return {tuple(row) for row in await harness.rows("SELECT * FROM projected.procedure_period")}


async def test_an_upgrade_takes_the_periods_from_the_kept_events_and_a_rebuild_makes_the_same(
    procedures: ServiceHarness, harness: ServiceHarness
) -> None:
    await random_law(procedures, 3)
    await apply_stream(procedures, harness)
    expected = await periods_of(harness)
    async with harness.runtime.engine.connect() as connection:
        await connection.execute(text("DROP TABLE projected.procedure_period"))
        for column in ("procedure_code", "successor_code"):
            await connection.execute(text(f"DROP INDEX projected.ix_decision_item_{column}"))
        await connection.execute(text("UPDATE alembic_version SET version_num = '0010'"))
        await upgrade(service_of("reporting"), connection, "0011")
        await connection.commit()
    assert expected
    assert await periods_of(harness) == expected
    await rebuild(harness.runtime, lambda _: None)
    assert await periods_of(harness) == expected


async def stated(harness: ServiceHarness) -> list[set[tuple[object, ...]]]:
    tables = ("stated_period", "recoded_procedure")
    return [{tuple(row) for row in await harness.rows(f"SELECT * FROM projected.{table}")} for table in tables]


async def test_an_upgrade_takes_what_each_act_stated_from_the_kept_events_and_a_rebuild_makes_the_same(
    procedures: ServiceHarness, harness: ServiceHarness
) -> None:
    await random_law(procedures, 3)
    await apply_stream(procedures, harness)
    await EventWriter("procedures", shard=1).emit(harness, recoded("0.000123.H60", "1.012345", period(day(0))))
    expected = await stated(harness)
    async with harness.runtime.engine.connect() as connection:
        await connection.execute(text("DROP TABLE projected.stated_period, projected.stated_level"))
        await connection.execute(text("ALTER TABLE projected.recoded_procedure DROP COLUMN recorded_at"))
        await connection.execute(text("UPDATE alembic_version SET version_num = '0013'"))
        await upgrade(service_of("reporting"), connection, "0014")
        await connection.commit()
    assert all(expected)
    assert any(row[3] == 0 for row in expected[0])
    assert await stated(harness) == expected
    await rebuild(harness.runtime, lambda _: None)
    assert await stated(harness) == expected
