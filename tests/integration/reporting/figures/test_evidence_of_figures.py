"""For every key, dimension and kind of period, over random rows: the evidence adds up to the figure, and so do its
parts."""

from collections import Counter, defaultdict
from collections.abc import AsyncIterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import Row, text
from sqlalchemy.ext.asyncio import AsyncConnection

from common.http.pagination import PageRequest
from reporting.figures.domain.catalogue import CATALOGUE, SHARES
from reporting.figures.domain.figure_definitions import EvidencePart, FigureDefinition, Origin
from reporting.figures.domain.figure_groups import FigureNumber
from reporting.figures.queries.figure_by_key import all_figures
from reporting.figures.queries.figure_evidence import cursor_after, figure_evidence, page_statement
from reporting.figures.queries.figure_numbers import figure_by_groups, figure_number
from reporting.figures.queries.parted_rows import parameters_of
from reporting.shared.domain.periods import Period, PeriodKind, parse_period, period_around, period_between
from tests.support.examples import is_full_run
from tests.support.postgres import Postgres
from tests.support.random_read_models import (
    APPROVED_AT,
    DAYS,
    FIRST,
    RandomRows,
    add_former_dossiers,
    add_periods,
    add_stated_levels,
    random_rows,
)
from tests.support.service_harness import ServiceHarness, service_harness

ALL = PageRequest(100_000)
LATER = APPROVED_AT + timedelta(days=1_000)
"""After everything was recorded."""
WHOLES = {
    "procedures": ("introduced", "changed", "repealed"),
    "declared_online": (
        "declared_ministry",
        "declared_province",
        "declared_district",
        "declared_commune",
        "declared_other",
    ),
    "online": ("online_full", "online_partial"),
    "dossiers_received": ("dossiers_received_online", "dossiers_received_direct", "dossiers_received_post"),
    "dossiers_done": ("dossiers_early", "dossiers_on_time", "dossiers_late", "dossiers_without_appointment"),
    "tasks": ("tasks_done", "tasks_running"),
    "publications": ("publications_on_time", "publications_late", "publications_without_deadline"),
}


@pytest.fixture
async def harness(postgres: Postgres, tmp_path: Path) -> AsyncIterator[ServiceHarness]:
    async with service_harness(postgres, "reporting", tmp_path) as harness:
        yield harness


def period_of(kind: PeriodKind, random: Random) -> Period:
    day = FIRST + timedelta(days=random.randrange(DAYS))
    if kind is PeriodKind.RANGE:
        return period_between(day, day + timedelta(days=random.randrange(200)))
    return period_around(kind, day)


def added_up(rows: list[Row[Any]], part: EvidencePart) -> Decimal:
    return sum((row.amount for row in rows if row.part == part), Decimal(0))


def check_number(number: FigureNumber, rows: list[Row[Any]], case: object) -> None:
    assert (number.numerator or 0) == added_up(rows, EvidencePart.NUMERATOR), case
    assert (number.denominator or 0) == added_up(rows, EvidencePart.DENOMINATOR), case
    assert number.estimated == any(row.estimated for row in rows), case


async def check_figure(
    read: AsyncConnection, definition: FigureDefinition, period: Period, known_on: datetime | None
) -> FigureNumber:
    case = (definition.key, str(period), known_on)
    number = await figure_number(read, definition, period, known_on)
    rows = await figure_evidence(read, definition, period, None, known_on, ALL)
    check_number(number, rows, case)
    assert len({(row.part, row.id) for row in rows}) == len(rows), case
    for by in definition.dimensions:
        groups: dict[str, list[Row[Any]]] = defaultdict(list)
        for row in rows:
            groups[getattr(row, by.value) or ""].append(row)
        counted = dict(await figure_by_groups(read, definition, period, by, known_on))
        assert counted.keys() == groups.keys(), (*case, by)
        for key, group in counted.items():
            check_number(group, groups[key], (*case, by, key))
        if groups:
            key = min(groups)
            chosen = await figure_evidence(read, definition, period, (by, key), known_on, ALL)
            assert [row.id for row in chosen] == [row.id for row in rows if (getattr(row, by.value) or "") == key]
    return number


@given(seed=st.integers(0, 2**32))
@example(seed=943624835)
@settings(
    max_examples=9 if is_full_run() else 1,  # each takes seconds, and writes rows of every kind
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # a smaller seed is no simpler case
)
async def test_evidence_and_groups_add_up_to_every_figure_of_every_kind_of_period(
    harness: ServiceHarness, seed: int
) -> None:
    random = Random(seed)
    rows = random_rows(random, 60)
    add_periods(rows, 60)
    add_stated_levels(rows, 60)
    add_former_dossiers(rows, 60)
    known_on = rows.moment()
    async with harness.runtime.engine.connect() as read:
        await rows.write(read)
        figures = await all_figures(read)
        assert {definition.origin for definition in figures} == set(Origin)
        for kind in PeriodKind:
            period = period_of(kind, random)
            numbers = {
                definition.key: await check_figure(read, definition, period, None)
                for definition in figures
                if definition.period_kind in (None, kind)
            }
            for whole, parts in WHOLES.items():
                assert numbers[whole].numerator == sum(numbers[part].numerator or 0 for part in parts), whole
            for key, share in SHARES.items():
                for part in EvidencePart:
                    keys = getattr(share, part.value)
                    if numbers.keys() >= set(keys):
                        added = sum(numbers[counted].numerator or 0 for counted in keys)
                        assert getattr(numbers[key], part.value) == added, (key, part)
        for definition in figures:
            period = period_of(definition.period_kind or random.choice(list(PeriodKind)), random)
            await check_figure(read, definition, period, known_on)
            now = await figure_number(read, definition, period)
            assert await figure_number(read, definition, period, LATER) == now, definition.key
        await read.rollback()


@pytest.mark.parametrize("key", ["dossiers_timely_share", "dossiers_open", "lookups_answered", "procedures"])
async def test_the_evidence_comes_page_by_page_and_nothing_is_missing(harness: ServiceHarness, key: str) -> None:
    rows = random_rows(Random(19), 60)
    period = period_between(FIRST, FIRST + timedelta(days=DAYS))
    async with harness.runtime.engine.connect() as read:
        await rows.write(read)
        definition = CATALOGUE[key]
        expected = await figure_evidence(read, definition, period, None, None, ALL)
        found: list[Row[Any]] = []
        after: tuple[str, ...] = ()
        while True:
            page = await figure_evidence(read, definition, period, None, None, PageRequest(3, after))
            found += page[:3]
            if len(page) <= 3:
                break
            after = cursor_after(definition, page[2])
        await read.rollback()
    assert found == expected
    assert Counter(row.part for row in found).keys() == set(definition.parts)
    assert len(found) > 3


async def test_the_latest_dossiers_and_lookups_come_first(harness: ServiceHarness) -> None:
    period = period_between(FIRST, FIRST + timedelta(days=DAYS))
    async with harness.runtime.engine.connect() as read:
        await random_rows(Random(19), 60).write(read)
        for key in ("dossiers_received", "dossiers_done", "dossiers_open", "lookups_answered"):
            days = [row.day for row in await figure_evidence(read, CATALOGUE[key], period, None, None, ALL)]
            assert days == sorted(days, reverse=True)
            assert len(set(days)) > 1
        await read.rollback()


MANY_ROWS = (
    """
    INSERT INTO projected.dossier SELECT n::text, NULL, '1.1', 'H60.1', 'H60.1', 'online', 10, received, received, NULL,
        received + 5, 'done', (ARRAY['early', 'on_time', 'late'])[1 + n / 200 % 3], 1, 1, 0, false
    FROM (SELECT n, date '2026-01-01' + n % 200 AS received FROM generate_series(1, 20000) AS n) AS made
    """,
    """
    INSERT INTO projected.lookup_count SELECT date '2026-01-01' + n % 200, 'H60.' || n, '1.1', 'matched',
        date '2026-01-01' + n % 200, 1 FROM generate_series(1, 20000) AS n
    """,
    "ANALYZE projected.dossier, projected.lookup_count",
)


async def test_a_page_of_evidence_reads_few_more_rows_than_it_has(harness: ServiceHarness) -> None:
    period = parse_period("2026")
    async with harness.runtime.engine.connect() as read:
        for statement in MANY_ROWS:
            await read.execute(text(statement))
        for key, most in (("dossiers_received", 51), ("dossiers_timely_share", 200), ("lookups_answered", 1_000)):
            definition = CATALOGUE[key]
            page = page_statement(definition, None, EvidencePart.NUMERATOR).text
            explained = text(f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {page}")
            after = {"group": None, "id": "9", "after_day": date(2026, 3, 1), "limit": 51}
            plan = (await read.execute(explained, parameters_of(definition, period, None) | after)).scalar_one()
            assert 51 <= most_rows(plan[0]["Plan"]) <= most, (key, plan)
            if key == "dossiers_received":  # rows that an index drops are not counted above: it begins at the cursor
                assert plan[0]["Plan"]["Shared Hit Blocks"] <= 2 * most, plan
        await read.rollback()


def most_rows(node: dict[str, Any]) -> float:
    """How many rows any node of a plan has returned or dropped."""
    rows: float = node["Actual Rows"] * node["Actual Loops"] + node.get("Rows Removed by Filter", 0)
    return max([rows, *map(most_rows, node.get("Plans", []))])


async def test_what_is_counted_later_changes_nothing_that_was_known_before(harness: ServiceHarness) -> None:
    """`known_on` answers as before any later approval, for every figure."""
    period = period_around(PeriodKind.QUARTER, date(2026, 5, 1))
    before, later = random_rows(Random(1), 40), random_rows(Random(2), 40)
    known_on = max(row["decided_at"] for name in ("value_approval", "record_approval") for row in before.rows[name])
    for name in ("value_approval", "record_approval"):
        for row in later.rows[name]:
            row["decided_at"] = known_on + timedelta(seconds=1)
    async with harness.runtime.engine.connect() as read:
        await before.write(read)
        figures = await all_figures(read)
        then = {figure.key: await figure_number(read, figure, period, known_on) for figure in figures}
        await write_entries_beside(read, later)
        now = {figure.key: await figure_number(read, figure, period, known_on) for figure in figures}
        newest = {figure.key: await figure_number(read, figure, period) for figure in figures}
        await read.rollback()
    assert now == then
    assert newest != then


async def write_entries_beside(read: AsyncConnection, later: RandomRows) -> None:
    """Other records, which were approved later."""
    later.rows = {name: later.rows[name] for name in ("record_version", "record_approval")}
    for rows in later.rows.values():
        for row in rows:
            row["code"] = f"later-{row['code']}"
    await later.write(read)
