"""The commands of operators: one sentence for finding error, and exit codes for scripts."""

import json
from pathlib import Path

import pytest

from common.database.connections import connect
from common.eventlog.keys import make_key_file
from common.operations.command_line import commands_of
from suite.folders_and_ports import free_port
from tests.support.operator import is_one_sentence, run_command
from tests.support.postgres import Postgres, service_of


@pytest.fixture(scope="module")
async def database(postgres: Postgres) -> str:
    """A database without any applied event."""
    return await postgres.migrated("reporting")


async def damaged(postgres: Postgres, service: str, statement: str) -> str:
    url = await postgres.migrated(service)
    connection = await connect(url)
    await connection.execute(statement)
    await connection.close()
    return url


async def test_help_lists_every_command_with_its_summary() -> None:
    result = await run_command("reporting", "--help")
    assert result.code == 0
    shown = "".join(result.out.split())  # lines are broken at hyphens too
    for name, load in commands_of(service_of("reporting")).items():
        assert "".join(f"{name} {load().summary}".split()) in shown


async def test_help_lists_the_commands_that_a_service_adds() -> None:
    assert "  residents " in (await run_command("population_lookup", "--help")).out


async def test_an_unknown_command_is_refused_with_the_known_ones() -> None:
    result = await run_command("reporting", "explode")
    assert result.code == 2
    assert "deadletters" in result.err


async def test_a_missing_setting_is_named() -> None:
    result = await run_command("reporting", "verify")
    assert (result.code, result.out) == (2, "")
    assert result.err == "reporting: these settings are missing or invalid: DATABASE_URL\n"


async def test_an_invalid_setting_is_named_without_its_value(database: str) -> None:
    result = await run_command("reporting", "verify", DATABASE_URL=database, DATABASE_POOL_SIZE="s3cret")
    assert result.code == 2
    assert result.err == "reporting: these settings are missing or invalid: DATABASE_POOL_SIZE\n"


async def test_verify_prints_every_check(database: str) -> None:
    result = await run_command("reporting", "verify", DATABASE_URL=database)
    assert result.code == 0
    assert "table decision_item against a fold from the start" in result.out
    assert {line[:8] for line in result.out.splitlines()} == {"ok      "}


async def test_verify_prints_one_json_object_per_line_for_programs(database: str) -> None:
    result = await run_command("reporting", "verify", "--json", DATABASE_URL=database)
    assert result.code == 0
    findings = [json.loads(line) for line in result.out.splitlines()]
    assert all(line["state"] == "ok" and line["check"] for line in findings)


@pytest.mark.parametrize(
    ("service", "statement", "check"),
    [
        (
            "reporting",
            "INSERT INTO projected.lookup_count VALUES ('2023-01-01', 'H60.01', '1.0001', 'matched', '2023-01-01', 1)",
            "table lookup_count ",
        ),
        ("procedures", "UPDATE stream_shard SET sequence = 5", "log procedures/0"),
        ("population_lookup", "UPDATE stream_shard SET sequence = 5 WHERE shard = 3", "log population_lookup/3"),
    ],
)
async def test_verify_fails_on_one_difference_and_names_its_place(
    postgres: Postgres, service: str, statement: str, check: str
) -> None:
    url = await damaged(postgres, service, statement)
    result = await run_command(service, "verify", DATABASE_URL=url)
    assert result.code == 1
    (failed,) = [line for line in result.out.splitlines() if line.startswith("FAILED ")]
    assert check in failed
    as_json = await run_command(service, "verify", "--json", DATABASE_URL=url)
    findings = [json.loads(line) for line in as_json.out.splitlines()]
    assert [finding["check"] in failed for finding in findings if finding["state"] != "ok"] == [True]


async def test_migrate_makes_an_empty_database_ready(postgres: Postgres) -> None:
    url = await postgres.create_database()
    assert (await run_command("reporting", "migrate", DATABASE_URL=url)).code == 0
    assert (await run_command("reporting", "migrate", DATABASE_URL=url)).code == 0
    assert (await run_command("reporting", "verify", DATABASE_URL=url)).code == 0


async def test_rebuild_prints_what_it_did(database: str) -> None:
    result = await run_command("reporting", "rebuild", DATABASE_URL=database)
    assert result.code == 0
    assert "decision_item: 0 rows copied" in result.out


async def test_a_rebuild_from_a_history_with_a_hole_is_refused_in_one_sentence(postgres: Postgres) -> None:
    url = await damaged(postgres, "reporting", "INSERT INTO stream_position VALUES ('procedures', 0, 3, '')")
    result = await run_command("reporting", "rebuild", DATABASE_URL=url)
    assert result.code == 1
    assert is_one_sentence(result.err)
    assert "procedures/0" in result.err


async def test_an_api_with_an_unregistered_key_exits_with_a_remedy(postgres: Postgres, tmp_path: Path) -> None:
    url, keys = await postgres.migrated("procedures"), [tmp_path / "first.pem", tmp_path / "second.pem"]
    for file in keys:
        make_key_file(file)
    settings = {"DATABASE_URL": url, "STREAM_KEY_FILE": str(keys[0]), "PORT": str(free_port())}
    assert (await run_command("procedures", "keys", "add", str(keys[1]), **settings)).code == 0
    result = await run_command("procedures", "api", **settings)
    assert result.code != 0
    assert "enter it with `keys add`" in result.err
