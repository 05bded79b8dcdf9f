"""Filling the register: by COPY, repeatedly without a change, and with the command of an operator."""

import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from common.check_state import PrerequisiteMissing
from population_lookup.cli.residents_command import residents as command
from population_lookup.personas.commands.fill_register import blocks_of, fill_register
from population_lookup.personas.domain.edition import EditionOptions
from population_lookup.personas.domain.residents import generate_residents
from population_lookup.register.storage.replacement import Changes
from population_lookup.register.storage.repository import residents_by_number
from tests.support.lookup_harness import look_up, lookup_body, lookup_harness
from tests.support.lookup_requests import person
from tests.support.postgres import Postgres
from tests.support.requirements import only_in_full_run
from tests.support.service_harness import ServiceHarness, service_harness


@pytest.fixture
async def population(postgres: Postgres, tmp_path: Path) -> AsyncIterator[ServiceHarness]:
    async with service_harness(postgres, "population_lookup", tmp_path) as harness:
        yield harness


async def fill(harness: ServiceHarness, count: int, seed: int) -> Changes:
    async with harness.runtime.engine.begin() as connection:
        return await fill_register(connection, count, seed)


async def test_filling_again_with_the_same_seed_changes_nothing(population: ServiceHarness) -> None:
    assert await fill(population, 300, 6) == Changes(removed=0, added=300)
    before = await population.rows("SELECT xmin::text, * FROM resident ORDER BY personal_id")
    assert await fill(population, 300, 6) == Changes(removed=0, added=0)
    assert await population.rows("SELECT xmin::text, * FROM resident ORDER BY personal_id") == before


async def test_another_seed_replaces_the_first(population: ServiceHarness) -> None:
    await fill(population, 100, 6)
    await fill(population, 120, 7)
    personal_ids = {row.personal_id for row in await population.rows("SELECT personal_id FROM resident")}
    assert personal_ids == {citizen.personal_id for citizen in generate_residents(120, 7)}


async def test_a_changed_row_is_replaced(population: ServiceHarness) -> None:
    await fill(population, 50, 6)
    await population.execute(
        "UPDATE resident SET full_name = 'x' WHERE personal_id = (SELECT min(personal_id) FROM resident)"
    )
    assert await fill(population, 50, 6) == Changes(removed=1, added=1)


async def test_every_citizen_is_read_as_generated_with_the_names_of_codes(
    population: ServiceHarness,
) -> None:
    await fill(population, 200, 6)
    named = {(row.list, row.code): row.name for row in await population.rows("SELECT list, code, name FROM code")}
    async with population.runtime.engine.connect() as connection:
        for citizen in generate_residents(200, 6):
            key = person(personal_id=citizen.personal_id)
            resident = (await residents_by_number(connection, [key])).nearest(key)
            assert resident is not None
            for field in (
                "personal_id",
                "full_name",
                "birth_date",
                "permanent_residence",
                "father",
                "spouse",
                "household_book",
            ):
                assert getattr(resident, field) == getattr(citizen, field)
            assert resident.ethnic_group.name == named[citizen.ethnic_group.list, citizen.ethnic_group.code]
            if citizen.household_head is not None:
                assert resident.household_head is not None
                assert resident.household_head.relation.name


async def test_the_command_prints_a_request_that_finds_one_of_them(
    postgres: Postgres, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async with lookup_harness(postgres, tmp_path) as population:
        assert await command(population.runtime, ["--count", "60", "--seed", "6", "--examples", "1"]) == 0
        printed = capsys.readouterr()
        example = json.loads(printed.out)
        assert set(example) == {"personal_id", "full_name", "birth_date"}
        assert "60 added" in printed.err
        response = await look_up(population, lookup_body(**example))
        assert response.json()["matched"] is True
        assert response.json()["citizen"]["full_name"] == example["full_name"]


@only_in_full_run("13,000 residents are drawn twice by processes, some seconds of CPU")
async def test_any_number_of_processes_draws_the_same_residents() -> None:
    alone, shared = [[block async for block in blocks_of(EditionOptions(6), 13_000, workers)] for workers in (1, 3)]
    assert len(alone) > 1
    assert alone == shared


async def test_numbers_that_real_people_may_have_need_a_setting(population: ServiceHarness) -> None:
    with pytest.raises(PrerequisiteMissing, match="LIFELIKE_NUMBERS=1"):
        await command(population.runtime, ["--count", "50", "--lifelike"])
    assert await population.rows("SELECT personal_id FROM resident") == []
