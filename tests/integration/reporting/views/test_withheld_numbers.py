"""The views count dossiers as a naive count does, and withhold every number behind which fewer than five persons stand,
also where it could be computed from others."""

from collections import defaultdict
from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest

from common.contracts.parts import PopulationField
from reporting.views import views
from tests.support.direct_consumer import EventWriter
from tests.support.foreign_events import completed_lookup, refused_lookup
from tests.support.postgres import Postgres
from tests.support.reported_dossiers import Life, random_lives
from tests.support.service_harness import NOON, ServiceHarness, service_harness

OUTCOMES = ("done", "stopped", "withdrawn", "declined")
PARTS = ("online", "digitised", "reused", "paid_online")
Cell = tuple[date, str, str]


@pytest.fixture
async def harness(postgres: Postgres, tmp_path: Path) -> AsyncIterator[ServiceHarness]:
    async with service_harness(postgres, "reporting", tmp_path) as harness:
        yield harness


async def apply_lives(harness: ServiceHarness, lives: Sequence[Life]) -> None:
    await EventWriter("online_services").emit(harness, *(event for life in lives for event in life.events()))


async def cells(harness: ServiceHarness, view: str) -> dict[Cell, dict[str, Any]]:
    rows = [dict(row._mapping) for row in await harness.rows(f"SELECT * FROM published.{view}")]
    return {(row.pop("day"), row.pop("agency_code"), row.pop("procedure_code")): row for row in rows}


def lives_of(seed: int) -> list[Life]:
    """Cells of every size: many are received in one, few end in one."""
    return random_lives(Random(seed), 800, date(2023, 5, 1), 3)


def received(lives: Sequence[Life]) -> Mapping[Cell, dict[str, int]]:
    found: dict[Cell, dict[str, int]] = defaultdict(lambda: dict.fromkeys(("dossiers", *PARTS), 0))
    for life in lives:
        if life.received is not None:
            cell, (papers, digitised, reused) = found[life.received, life.agency, life.procedure], life.papers
            cell["dossiers"] += 1
            cell["online"] += life.channel == "online"
            cell["digitised"] += papers > 0 and papers == digitised
            cell["reused"] += reused > 0
    return found


def ended(lives: Sequence[Life]) -> Mapping[Cell, dict[str, int]]:
    found: dict[Cell, dict[str, int]] = defaultdict(lambda: dict.fromkeys(("dossiers", *OUTCOMES, "late"), 0))
    for life in lives:
        if life.ended is not None and life.outcome is not None:
            cell = found[life.ended, life.agency, life.procedure]
            cell["dossiers"] += 1
            cell[life.outcome] += 1
            cell["late"] += life.outcome == "done" and life.due is not None and life.ended > life.due
    return found


@pytest.mark.parametrize("seed", range(3))
async def test_what_is_shown_is_the_true_number_and_a_small_one_cannot_be_computed(
    harness: ServiceHarness, seed: int
) -> None:
    lives = lives_of(seed)
    await apply_lives(harness, lives)
    shown_in_full, withheld = 0, 0
    for view, expected in (("dossiers_received", received(lives)), ("dossiers_ended", ended(lives))):
        found = await cells(harness, view)
        assert found.keys() == expected.keys()
        for cell, numbers in found.items():
            mark = numbers.pop("withheld")
            assert mark == (None in numbers.values()), (view, cell, numbers)
            for name, number in numbers.items():
                assert number in (None, expected[cell][name]), (view, cell, name)
            assert not small_numbers_in(numbers), (view, cell, numbers)
            shown_in_full += not mark
            withheld += mark
    assert shown_in_full > 5
    assert withheld > 5


def small_numbers_in(numbers: Mapping[str, int | None]) -> list[int]:
    """The numbers from 1 to 4 that are shown, or follow from two that are."""
    whole = numbers["dossiers"]
    known = [number for number in numbers.values() if number is not None]
    rests = [whole - number for name in PARTS if whole is not None and (number := numbers.get(name)) is not None]
    outcomes = [numbers[name] for name in OUTCOMES if name in numbers]
    if whole is not None and outcomes.count(None) == 1:
        rests.append(whole - sum(number for number in outcomes if number is not None))
    if numbers.get("late") is not None and numbers["done"] is not None:
        rests.append(numbers["done"] - numbers["late"])  # type: ignore[operator]  # compared with None above
    return [number for number in (*known, *rests) if 0 < number < 5]


@pytest.mark.parametrize(
    ("online", "direct", "shown"),
    [
        (4, 0, {"dossiers": None, "online": None}),
        (5, 0, {"dossiers": 5, "online": 5}),
        (0, 5, {"dossiers": 5, "online": 0}),
        (4, 6, {"dossiers": 10, "online": None}),
        (6, 4, {"dossiers": 10, "online": None}),
        (5, 5, {"dossiers": 10, "online": 5}),
    ],
)
async def test_five_are_shown_and_four_are_not_nor_are_those_beside_four(
    harness: ServiceHarness, online: int, direct: int, shown: dict[str, int | None]
) -> None:
    day = date(2023, 5, 4)
    lives = [
        Life(f"{channel}-{number}", day, day, channel=channel, papers=(0, 0, 0))
        for channel, count in (("online", online), ("direct", direct))
        for number in range(count)
    ]
    await apply_lives(harness, lives)
    (row,) = (await cells(harness, "dossiers_received")).values()
    assert {name: row[name] for name in shown} == shown
    assert row["withheld"] == (None in shown.values())


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ({"done": 10, "stopped": 5, "withdrawn": 2}, dict.fromkeys(OUTCOMES)),
        ({"done": 10, "stopped": 5, "withdrawn": 5}, {"done": 10, "stopped": 5, "withdrawn": 5, "declined": 0}),
        ({"done": 4}, dict.fromkeys(OUTCOMES)),
    ],
)
async def test_outcomes_are_shown_together_or_not_at_all(
    harness: ServiceHarness, counts: dict[str, int], shown: dict[str, int | None]
) -> None:
    day = date(2023, 5, 4)
    await apply_lives(
        harness,
        [Life(f"{how}-{number}", day, day, day, how) for how, count in counts.items() for number in range(count)],
    )
    (row,) = (await cells(harness, "dossiers_ended")).values()
    assert {outcome: row[outcome] for outcome in OUTCOMES} == shown


async def test_look_ups_are_counted_in_cells_and_few_are_withheld(harness: ServiceHarness) -> None:
    completed = [completed_lookup(str(number), NOON, fields=(PopulationField.BIRTH_DATE,)) for number in range(5)]
    refused = [refused_lookup(f"refused {number}", NOON) for number in range(4)]
    named = completed_lookup("name", NOON, matched=False, fields=(PopulationField.FULL_NAME,))
    await EventWriter("population_lookup").emit(harness, *completed, *refused, named)
    rows = await harness.rows("SELECT day, outcome, lookups, withheld FROM published.lookups ORDER BY outcome")
    day = date(2026, 11, 23)
    assert [tuple(row) for row in rows] == [
        (day, "matched", 5, False),
        (day, "not_matched", None, True),
        (day, "procedure-not-in-force", None, True),
    ]
    rows = await harness.rows("SELECT field, lookups, withheld FROM published.lookup_fields ORDER BY field")
    assert [tuple(row) for row in rows] == [("birth_date", 5, False), ("full_name", None, True)]


def test_no_view_has_a_column_that_names_a_person_or_a_dossier() -> None:
    names = {column for view in views for column in view.columns}
    identifying = {"dossier_id", "lookup_id", "personal_id", "citizen_id", "subject", "signer"}
    assert not names & identifying
    assert all(comment for view in views for comment in (view.comment, *view.columns.values()))
