"""The rights of each database role: a service works as the application role, and neither it nor the read-only role can
do more."""

import asyncio
import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import asyncpg
import pytest
from sqlalchemy.engine import make_url

from common.contracts.population_lookup import LookupAnswered
from common.contracts.procedures import DecisionPublished
from common.database.connections import connect
from common.database.urls import database_in, url_with
from procedures.reviews.api.examples import REVIEW_ROUND
from reporting.records.api.examples import TASK
from suite.databases import SERVICES
from tests.support.database_roles import RoleUrls, database_with_roles
from tests.support.entry_requests import EntryHarness
from tests.support.law_events import introduced, period
from tests.support.lookup_harness import BEGIN, look_up, lookup_body, lookup_harness
from tests.support.operator import is_one_sentence, run_command
from tests.support.postgres import Postgres, service_of
from tests.support.procedures_harness import ProceduresHarness, item, procedures_harness
from tests.support.service_harness import ServiceHarness, service_harness

A, B = "1.000101", "1.000102"
DENIED = asyncpg.InsufficientPrivilegeError
APPEND_ONLY = {
    "procedures": {
        "event_log",
        "register_entry",
        "decision_item",
        "version",
        "decision_step",
        "signed_file",
        "rectification",
    },
    "online_services": {"event_log"},
    "population_lookup": {"event_log", "access_log"},
}


@pytest.fixture(scope="module")
async def roles(postgres: Postgres) -> dict[str, RoleUrls]:
    return {service: await database_with_roles(postgres, service) for service in SERVICES}


@pytest.fixture
async def harness(postgres: Postgres, roles: dict[str, RoleUrls], tmp_path: Path) -> AsyncIterator[ProceduresHarness]:
    async with procedures_harness(postgres, tmp_path, roles["procedures"].app) as harness:
        harness.service.clock.moment = datetime.now(UTC)  # the migrations have recorded events
        yield harness


@pytest.fixture
async def population(postgres: Postgres, roles: dict[str, RoleUrls], tmp_path: Path) -> AsyncIterator[ServiceHarness]:
    async with lookup_harness(postgres, tmp_path, roles["population_lookup"].owner):
        pass  # only the owner may write residents
    async with service_harness(postgres, "population_lookup", tmp_path, roles["population_lookup"].app) as harness:
        yield harness


async def assert_denied(url: str, *statements: str) -> None:
    """Asserts that PostgreSQL denies each statement."""
    connection = await connect(url)
    try:
        for statement in statements:
            with pytest.raises(DENIED):
                await connection.execute(statement)
    finally:
        await connection.close()


async def tables_of(url: str) -> dict[str, str]:
    """Returns the schema of every table."""
    connection = await connect(url)
    rows = await connection.fetch(
        "SELECT schemaname, tablename FROM pg_tables WHERE schemaname IN ('public', 'projected') ORDER BY 2"
    )
    await connection.close()
    return {row["tablename"]: row["schemaname"] for row in rows}


async def test_a_decision_passes_the_whole_workflow_as_the_application(harness: ProceduresHarness) -> None:
    await harness.publish(item("introduce", A))
    await harness.publish(item("repeal", A, "2024-03-01"))
    assert await harness.version_on(A, "2023-06-01") is not None
    assert await harness.version_on(A, "2024-06-01") is None
    assert (await harness.http.get("/v1/search", params={"q": "hộ tịch"})).status_code == 200
    assert isinstance((await harness.emitted_events())[-1][1], DecisionPublished)
    proposal = await harness.http.post(
        "/v1/review-rounds", json=REVIEW_ROUND, headers=harness.service.bearer("reviews.manage")
    )
    params = {"procedure_code": B, "agency_code": "H60.01", "action": "repeal", "reason": "Cắt giảm"}
    await harness.publish(item("introduce", B))
    path, headers = f"{proposal.headers['Location']}/proposals", harness.service.bearer("reviews.propose")
    response = await harness.http.post(path, json=params, headers=headers)
    assert response.status_code == 201, response.text


async def test_events_are_applied_and_residents_looked_up_as_the_application(population: ServiceHarness) -> None:
    response = await look_up(population, lookup_body())
    assert response.status_code == 200, response.text
    await population.apply_events([introduced("1.000777", period(BEGIN))])
    assert [type(event) for event in await population.emitted_events()] == [LookupAnswered]


async def test_values_and_records_are_entered_and_approved_as_the_application(
    roles: dict[str, RoleUrls], postgres: Postgres, tmp_path: Path
) -> None:
    async with service_harness(postgres, "reporting", tmp_path, roles["reporting"].app) as service:
        entries = EntryHarness(service)
        await entries.define()
        await entries.approve(await entries.enter())
        assert (await entries.enter_records(TASK)).status_code == 201
        assert (await entries.decide_records("approve", ("task", TASK["code"], 1))).status_code == 200
        assert await entries.approved() == ["1344"]
        assert (await entries.counts())["task"]["count"] == 1


@pytest.mark.parametrize("service", SERVICES)
async def test_the_application_changes_no_table_and_no_trigger(roles: dict[str, RoleUrls], service: str) -> None:
    tables = await tables_of(roles[service].superuser)
    assert "alembic_version" in tables
    for table, schema in tables.items():
        name = f'{schema}."{table}"'
        connection = await connect(roles[service].app)
        for statement in (
            f"ALTER TABLE {name} ADD COLUMN more text",
            f"DROP TABLE {name}",
            f"TRUNCATE {name}",
            f"ALTER TABLE {name} DISABLE TRIGGER ALL",
            f"CREATE INDEX ON {name} ((1))",
            (
                f"CREATE TRIGGER mine BEFORE INSERT ON {name} FOR EACH ROW"
                " EXECUTE FUNCTION suppress_redundant_updates_trigger()"
            ),
        ):
            with pytest.raises(DENIED):
                await connection.execute(statement)
        await connection.close()


@pytest.mark.parametrize("service", SERVICES)
async def test_the_application_creates_nothing_and_evades_nothing(roles: dict[str, RoleUrls], service: str) -> None:
    await assert_denied(
        roles[service].app,
        "CREATE TABLE mine (a int)",
        "CREATE SCHEMA mine",
        "CREATE TEMPORARY TABLE mine (a int)",
        "SET session_replication_role = replica",
        "CREATE ROLE mine",
        "CREATE EXTENSION hstore",
        "UPDATE alembic_version SET version_num = '9999'",
        "COPY (SELECT 1) TO PROGRAM 'true'",
        "SELECT pg_read_file('/etc/hostname')",
        f"SET ROLE {make_url(roles[service].owner).username}",
    )


@pytest.mark.parametrize("service", APPEND_ONLY)
async def test_the_application_cannot_change_append_only_tables_even_without_triggers(
    roles: dict[str, RoleUrls], service: str
) -> None:
    """The owner has disabled the triggers: the statements are refused since the role lacks the right."""
    tables = set(await tables_of(roles[service].superuser)) & APPEND_ONLY[service]
    assert len(tables) >= len(APPEND_ONLY[service]) - 1
    owner = await connect(roles[service].owner)
    for table in tables:
        await owner.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    try:
        for table in tables:
            column = await owner.fetchval(
                "SELECT attname FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND attidentity = ''"
                " LIMIT 1",
                table,
            )
            await assert_denied(roles[service].app, f"UPDATE {table} SET {column} = {column}", f"DELETE FROM {table}")
    finally:
        for table in tables:
            await owner.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        await owner.close()


@pytest.mark.parametrize("service", SERVICES)
async def test_the_read_only_role_reads_and_writes_nothing(roles: dict[str, RoleUrls], service: str) -> None:
    closed = {"idempotent_response"} | service_of(service).closed_tables
    connection = await connect(roles[service].read)
    tables = await tables_of(roles[service].superuser)
    for table, schema in tables.items():
        if table not in closed:
            await connection.fetch(f'SELECT * FROM {schema}."{table}" LIMIT 1')
    with pytest.raises(asyncpg.ReadOnlySQLTransactionError):
        await connection.execute("CREATE TABLE mine (a int)")
    await connection.execute("SET default_transaction_read_only = off")
    for table, schema in tables.items():
        name = f'{schema}."{table}"'
        for statement in (
            f"INSERT INTO {name} DEFAULT VALUES",
            f"DELETE FROM {name}",
            f"TRUNCATE {name}",
            f"DROP TABLE {name}",
        ):
            with pytest.raises(DENIED):
                await connection.execute(statement)
    await connection.close()


@pytest.mark.parametrize("service", SERVICES)
async def test_the_read_only_role_sees_neither_residents_nor_stored_responses(
    roles: dict[str, RoleUrls], service: str
) -> None:
    tables = await tables_of(roles[service].superuser)
    closed = ({"idempotent_response"} & tables.keys()) | service_of(service).closed_tables
    assert closed <= tables.keys()
    await assert_denied(roles[service].read, *(f"SELECT 1 FROM {tables[table]}.{table}" for table in closed))


async def test_no_other_role_connects_to_the_database(roles: dict[str, RoleUrls]) -> None:
    """The roles of a service cannot connect to the databases of the others."""
    for service in set(SERVICES) - {"reporting"}:
        url = url_with(roles["reporting"].app, database=database_in(roles[service].app))
        with pytest.raises(DENIED, match="permission denied for database"):
            await connect(url)


@pytest.mark.parametrize("command", ["migrate", "rebuild", "roles"])
async def test_commands_of_the_owner_are_refused_to_the_application_in_one_sentence(
    roles: dict[str, RoleUrls], command: str
) -> None:
    arguments = ["--apply"] if command == "roles" else []
    url = roles["reporting"].app
    if command == "migrate":
        owner = await connect(roles["reporting"].owner)
        revision = await owner.fetchval("SELECT version_num FROM alembic_version")
        await owner.execute("UPDATE alembic_version SET version_num = '0001'")
        await owner.close()
    result = await run_command("reporting", command, *arguments, DATABASE_URL=url)
    assert result.code == 2
    assert is_one_sentence(result.err)
    assert "docs/database-roles.md" in result.err
    assert str(make_url(url).password) not in result.err
    if command == "migrate":
        owner = await connect(roles["reporting"].owner)
        await owner.execute("UPDATE alembic_version SET version_num = $1", revision)
        await owner.close()


async def test_a_rebuild_by_the_owner_leaves_the_application_its_rights(roles: dict[str, RoleUrls]) -> None:
    result = await run_command("reporting", "rebuild", DATABASE_URL=roles["reporting"].owner)
    assert result.code == 0, result.err
    app = await connect(roles["reporting"].app)
    await app.execute("DELETE FROM projected.decision_item")
    await app.close()
    read = await connect(roles["reporting"].read)
    await read.fetch("SELECT * FROM projected.decision_item")
    await read.fetch("SELECT * FROM published.decision_items")
    await read.close()


async def test_the_views_of_a_service_are_read_by_both_roles_and_written_through_by_none(
    roles: dict[str, RoleUrls],
) -> None:
    views = [view.name for view in service_of("reporting").views]
    for url in (roles["reporting"].app, roles["reporting"].read):
        connection = await connect(url)
        for view in views:
            await connection.fetch(f"SELECT * FROM published.{view}")
        for view in views:
            rights = "SELECT has_table_privilege($1, 'INSERT, UPDATE, DELETE, TRUNCATE, TRIGGER')"
            assert not await connection.fetchval(rights, f"published.{view}")
        await connection.execute("SET default_transaction_read_only = off")
        with pytest.raises(DENIED):
            await connection.execute("CREATE VIEW published.mine AS SELECT 1 AS id")
        await connection.close()
    assert views


async def test_the_application_verifies(roles: dict[str, RoleUrls]) -> None:
    result = await run_command("reporting", "verify", DATABASE_URL=roles["reporting"].app)
    assert result.code == 0, result.out + result.err


async def test_additional_rights_are_revoked(roles: dict[str, RoleUrls]) -> None:
    app = make_url(roles["reporting"].app).username
    owner = await connect(roles["reporting"].owner)
    await owner.execute(f"GRANT ALL ON alembic_version TO {app}")
    await owner.execute("GRANT SELECT ON alembic_version TO PUBLIC")
    result = await run_command("reporting", "migrate", DATABASE_URL=roles["reporting"].owner)
    assert result.code == 0, result.err[-3000:]
    await assert_denied(roles["reporting"].app, "DELETE FROM alembic_version")
    await owner.close()


async def test_the_printed_sql_has_the_effect_of_apply(postgres: Postgres) -> None:
    """As a database administrator would run it, whose password the service does not have."""
    url = await postgres.create_database()
    owner = f"owner_{database_in(url)}"
    server = await connect(url)
    await server.execute(f"CREATE ROLE {owner} LOGIN")
    await server.execute(f"ALTER DATABASE {database_in(url)} OWNER TO {owner}")
    assert (await run_command("reporting", "migrate", DATABASE_URL=url)).code == 0
    result = await run_command("reporting", "roles", DATABASE_URL=url)
    assert result.code == 0
    assert not re.search("password", result.out, re.IGNORECASE)
    for _ in range(2):
        await server.execute(result.out)
    assert await server.fetchval("SELECT has_table_privilege($1, 'stream_position', 'INSERT')", f"{owner}_app")
    assert not await server.fetchval("SELECT has_table_privilege($1, 'stream_position', 'TRUNCATE')", f"{owner}_app")
    assert not await server.fetchval("SELECT has_table_privilege($1, 'stream_position', 'INSERT')", f"{owner}_read")
    await asyncio.wait_for(server.close(), 5)


def test_every_table_with_a_personal_number_or_birth_date_is_closed() -> None:
    """A new table must be listed in `closed_tables`, else the read-only role can read it."""
    personal = {"personal_id", "old_identity_card", "birth_date", "birth_year"}
    personal_tables = {
        (service, table.name)
        for service in SERVICES
        for table in service_of(service).metadata.tables.values()
        if personal & {column.name for column in table.columns}
    }
    assert ("population_lookup", "resident") in personal_tables
    assert {
        (service, table) for service, table in personal_tables if table not in service_of(service).closed_tables
    } == set()
