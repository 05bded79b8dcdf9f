"""The rules of the register: generated residents keep all of them, and each rule finds what breaks it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from population_lookup.cli.residents_command import residents as command
from population_lookup.personas.commands.fill_register import fill_register
from population_lookup.personas.queries.broken_rules import broken_rules
from population_lookup.personas.storage.rules import RULES
from tests.support.postgres import Postgres
from tests.support.service_harness import ServiceHarness, service_harness

A_CHILD = (
    "SELECT personal_id FROM resident WHERE father ->> 'personal_id' IS NOT NULL AND legal_representative IS NOT NULL"
    " AND mother ->> 'personal_id' IS NOT NULL AND life_status = '0' ORDER BY personal_id LIMIT 1"
)
ITS_FATHER = f"SELECT father ->> 'personal_id' FROM resident WHERE personal_id = ({A_CHILD})"
A_WIFE = (
    "SELECT personal_id FROM resident WHERE spouse ->> 'personal_id' IS NOT NULL AND sex = '2' AND life_status = '0'"
    " AND legal_representative IS NULL AND birth_date IS NOT NULL ORDER BY personal_id LIMIT 1"
)
DEAD = "SELECT personal_id FROM resident WHERE life_status = '1' ORDER BY personal_id LIMIT 1"
FAULTS = {
    "number-states-birth-year": f"UPDATE resident SET birth_year = birth_year - 1 WHERE personal_id = ({A_WIFE})",
    "number-states-sex": "UPDATE resident SET sex = CASE sex WHEN '1' THEN '2' ELSE '1' END WHERE birth_year > 1990",
    "number-has-a-known-place": f"UPDATE resident SET personal_id = '999' || substr(personal_id, 4)"
    f" WHERE personal_id = ({A_WIFE})",
    "birth-date-is-in-birth-year": "UPDATE resident SET birth_date = birth_date - interval '1 year'"
    f" WHERE personal_id = ({A_WIFE})",
    "birth-was-before-the-register": f"UPDATE resident SET birth_date = '2026-12-31' WHERE personal_id = ({A_CHILD})",
    "nobody-is-their-own-kin": "UPDATE resident SET spouse = jsonb_set(spouse, '{personal_id}', to_jsonb(personal_id))"
    f" WHERE personal_id = ({A_WIFE})",
    "spouse-is-registered": "UPDATE resident SET spouse = jsonb_set(spouse, '{full_name}', '\"Somebody Else\"')"
    f" WHERE personal_id = ({A_WIFE})",
    "spouses-name-each-other": "UPDATE resident SET spouse = NULL, marital_status = '1' WHERE personal_id ="
    f" (SELECT spouse ->> 'personal_id' FROM resident WHERE personal_id = ({A_WIFE}))",
    "who-is-married-has-a-spouse": f"UPDATE resident SET marital_status = '3' WHERE personal_id = ({A_WIFE})",
    "who-marries-is-of-age": "UPDATE kinship SET since = since - interval '30 years' WHERE relation = 'marriage'"
    " AND until IS NULL",
    "nobody-is-in-two-marriages": "INSERT INTO kinship SELECT relation, personal_id, NULL, 'Somebody', since + 1"
    " FROM kinship WHERE relation = 'marriage' AND until IS NULL ORDER BY personal_id LIMIT 1",
    "parent-is-registered": "UPDATE resident SET father = jsonb_set(father, '{personal_id}', '\"009080000000\"')"
    f" WHERE personal_id = ({A_CHILD})",
    "parent-has-the-sex-of-a-parent": f"UPDATE resident SET sex = '2' WHERE personal_id = ({ITS_FATHER})",
    "parent-is-13-years-older": f"UPDATE resident SET birth_year = birth_year + 40 WHERE personal_id = ({ITS_FATHER})",
    "parent-lived-at-the-birth": "UPDATE resident SET life_status = '1', life_status_since = '2000-01-01'"
    f" WHERE personal_id = ({ITS_FATHER})",
    "minor-has-a-representative": f"UPDATE resident SET legal_representative = NULL WHERE personal_id = ({A_CHILD})",
    "adult-with-a-representative-is-a-ward": "UPDATE resident SET legal_representative = spouse"
    f" WHERE personal_id = ({A_WIFE})",
    "representative-is-an-adult-who-lives": "UPDATE resident SET legal_representative ="
    f" jsonb_set(legal_representative, '{{personal_id}}', to_jsonb(({DEAD}))) WHERE personal_id = ({A_CHILD})",
    "head-is-an-adult-who-lives": "UPDATE resident SET household_head ="
    f" jsonb_set(household_head, '{{full_name}}', '\"Somebody Else\"') WHERE personal_id = ({A_WIFE})",
    "household-has-one-head": "UPDATE resident SET household_head ="
    f" jsonb_set(household_head, '{{relation,code}}', '\"00\"') WHERE personal_id = ({A_CHILD})",
    "members-share-head-and-address": "UPDATE resident SET permanent_residence ="
    f" jsonb_set(permanent_residence, '{{detail}}', '\"elsewhere\"') WHERE personal_id = ({A_CHILD})",
    "who-lives-belongs-to-a-household": f"UPDATE resident SET household_id = 1 WHERE personal_id = ({DEAD})",
    "life-status-has-its-day": f"UPDATE resident SET life_status_since = NULL WHERE personal_id = ({DEAD})",
    "birth-place-existed-on-the-day": "UPDATE resident SET birth_registration_place ="
    " birth_registration_place - 'district' WHERE birth_year < 2024",
    "residence-exists": "UPDATE resident SET permanent_residence ="
    f" jsonb_set(permanent_residence, '{{commune}}', '\"00001\"') WHERE personal_id = ({A_CHILD})",
}


@pytest.fixture
async def population(postgres: Postgres, tmp_path: Path) -> AsyncIterator[ServiceHarness]:
    async with service_harness(postgres, "population_lookup", tmp_path) as harness:
        async with harness.runtime.engine.begin() as connection:
            await fill_register(connection, 1_500, 6)
        yield harness


async def test_generated_residents_keep_every_rule(
    population: ServiceHarness, capsys: pytest.CaptureFixture[str]
) -> None:
    assert await command(population.runtime, ["check"]) == 0
    assert "25 of 25 rules hold" in capsys.readouterr().err


async def test_the_command_names_a_broken_rule_and_fails(
    population: ServiceHarness, capsys: pytest.CaptureFixture[str]
) -> None:
    await population.execute(FAULTS["nobody-is-their-own-kin"])
    assert await command(population.runtime, ["check"]) == 1
    assert "nobody-is-their-own-kin: 1 rows" in capsys.readouterr().err


def test_a_fault_is_planted_for_each_of_the_25_rules() -> None:
    assert list(FAULTS) == list(RULES)
    assert len(RULES) == 25


async def test_each_rule_finds_the_fault_that_is_planted_for_it(population: ServiceHarness) -> None:
    found = {}
    for rule, fault in FAULTS.items():
        async with population.runtime.engine.connect() as connection:
            await connection.exec_driver_sql(fault)
            found[rule] = set(await broken_rules(connection))
            await connection.rollback()
    assert {rule: rule in broken for rule, broken in found.items()} == dict.fromkeys(FAULTS, True)
