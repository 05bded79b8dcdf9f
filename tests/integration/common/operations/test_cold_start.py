"""How processes start in any order: before the migration, beside newer code, with secrets in files."""

import asyncio
import os
import secrets
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx
import pytest
from sqlalchemy.engine import make_url

from common.database.connections import connect
from suite.folders_and_ports import free_port
from tests.support.operator import is_one_sentence, run_command
from tests.support.postgres import Postgres
from tests.support.requirements import only_in_full_run

WITHIN = 120.0  # seconds


@asynccontextmanager
async def started(service: str, command: str, **settings: str) -> AsyncIterator[asyncio.subprocess.Process]:
    environment = {name: os.environ[name] for name in ("PATH", "PYTHONPATH", "LANG", "HOME") if name in os.environ}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", service, command, env={**environment, **settings}, stderr=asyncio.subprocess.PIPE
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def wait_for_output(process: asyncio.subprocess.Process, text: str) -> None:
    assert process.stderr is not None
    async with asyncio.timeout(WITHIN):
        while text not in (line := (await process.stderr.readline()).decode()):
            assert line, f"the process ended without {text!r}"


async def readiness(url: str) -> httpx.Response:
    async with asyncio.timeout(WITHIN), httpx.AsyncClient() as http:
        while True:
            try:
                return await http.get(f"{url}/healthz/ready")
            except httpx.TransportError:
                await asyncio.sleep(0.05)


async def until_ready(url: str) -> None:
    async with asyncio.timeout(WITHIN):
        while (await readiness(url)).status_code != 200:
            await asyncio.sleep(0.05)


async def test_an_api_that_is_started_before_its_migration_waits_for_it_and_becomes_ready(postgres: Postgres) -> None:
    url, port = await postgres.create_database(), str(free_port())
    async with started("procedures", "api", DATABASE_URL=url, PORT=port) as process:
        await wait_for_output(process, "the migrations have not been run")
        assert (await run_command("procedures", "migrate", DATABASE_URL=url)).code == 0
        await until_ready(f"http://127.0.0.1:{port}")
        process.send_signal(signal.SIGTERM)
        assert await asyncio.wait_for(process.wait(), WITHIN) == 0


@only_in_full_run("processes that start cold")
async def test_a_role_that_may_connect_only_after_the_migration_waits_alive_and_not_ready(
    postgres: Postgres,
) -> None:
    """As on a first install: the role exists, then gets its password, and then its rights by the migration."""
    owner, port, server = f"owner_{secrets.token_hex(4)}", str(free_port()), await connect(postgres.url)
    database = make_url(await postgres.create_database()).set(username=owner, password="pass")
    for statement in (
        f"CREATE ROLE {owner} LOGIN PASSWORD 'pass'",
        f"CREATE ROLE {owner}_app LOGIN",
        f"ALTER DATABASE {database.database} OWNER TO {owner}",
        f"REVOKE CONNECT ON DATABASE {database.database} FROM PUBLIC",
    ):
        await server.execute(statement)
    app = database.set(username=f"{owner}_app").render_as_string(hide_password=False)
    health = str(free_port())
    api_started, consumer_started = (
        started("reporting", "api", DATABASE_URL=app, PORT=port),
        started("reporting", "consume", DATABASE_URL=app, HEALTH_PORT=health),
    )
    async with api_started as api, consumer_started as consumer:
        await wait_for_output(api, "password authentication failed")
        await server.execute(f"ALTER ROLE {owner}_app PASSWORD 'pass'")
        await wait_for_output(api, "permission denied for database")
        failures = (await readiness(f"http://127.0.0.1:{health}")).json()["failures"]
        assert failures == [{"component": "database", "detail": "it refuses this role"}]
        result = await run_command("reporting", "status", DATABASE_URL=app)
        assert (result.code, is_one_sentence(result.err)) == (2, True), result
        result = await run_command("reporting", "migrate", DATABASE_URL=database.render_as_string(hide_password=False))
        assert result.code == 0, result.err
        await until_ready(f"http://127.0.0.1:{port}")
        await until_ready(f"http://127.0.0.1:{health}")
        assert (api.returncode, consumer.returncode) == (None, None), "neither process was restarted"
    await server.close()


async def test_a_consumer_that_waits_for_its_migration_is_alive_not_ready_and_stops_on_a_signal(
    postgres: Postgres,
) -> None:
    url, port = await postgres.create_database(), str(free_port())
    async with started("reporting", "consume", DATABASE_URL=url, HEALTH_PORT=port) as process:
        assert [
            failure["component"] for failure in (await readiness(f"http://127.0.0.1:{port}")).json()["failures"]
        ] == ["schema"]
        process.send_signal(signal.SIGTERM)
        assert await asyncio.wait_for(process.wait(), WITHIN) == 0


async def test_a_process_that_is_started_before_its_database_waits_for_it(tmp_path: Path) -> None:
    nobody = f"postgresql://nobody:nothing@127.0.0.1:{free_port()}/nowhere"
    async with started("procedures", "api", DATABASE_URL=nobody, PORT=str(free_port())) as process:
        await wait_for_output(process, "the database cannot be reached")
        process.send_signal(signal.SIGTERM)
        assert await asyncio.wait_for(process.wait(), WITHIN) == 0


@only_in_full_run("processes that start cold")
async def test_old_code_is_ready_on_a_newer_schema_and_its_migration_leaves_it_alone(postgres: Postgres) -> None:
    """An upgrade must not take the old pods out of service, and a roll-back must not fail."""
    url, port = await postgres.migrated("reporting"), str(free_port())
    connection = await connect(url)
    await connection.execute("UPDATE alembic_version SET version_num = '9000'")
    result = await run_command("reporting", "migrate", DATABASE_URL=url)
    assert (result.code, result.err) == (0, "")
    assert await connection.fetchval("SELECT version_num FROM alembic_version") == "9000"
    await connection.close()
    async with started("reporting", "consume", DATABASE_URL=url, HEALTH_PORT=port):
        assert (await readiness(f"http://127.0.0.1:{port}")).json() == {
            "status": "ready",
            "failures": [],
            "degraded": [],
        }


async def test_settings_are_read_from_files_and_a_variable_takes_precedence(postgres: Postgres, tmp_path: Path) -> None:
    (tmp_path / "database_url").write_text(f"{await postgres.migrated('reporting')}\n")
    (tmp_path / "database_pool_size").write_text("none at all")
    result = await run_command("reporting", "verify", SECRETS_DIR=str(tmp_path))
    assert (result.code, result.err) == (2, "reporting: these settings are missing or invalid: DATABASE_POOL_SIZE\n")
    assert (await run_command("reporting", "verify", SECRETS_DIR=str(tmp_path), DATABASE_POOL_SIZE="2")).code == 0


@pytest.mark.parametrize("times", [1, 2])
async def test_a_service_creates_its_topic_once(postgres: Postgres, kafka_servers: str, times: int) -> None:
    url = await postgres.migrated("population_lookup")
    for _ in range(times):
        result = await run_command(
            "population_lookup", "topics", DATABASE_URL=url, KAFKA_BOOTSTRAP_SERVERS=kafka_servers
        )
        assert result.code == 0, result.err
        assert "population_lookup.v1 has 4 partitions" in result.out


async def test_without_kafka_no_topic_is_created(postgres: Postgres) -> None:
    url = await postgres.migrated("population_lookup")
    result = await run_command("population_lookup", "topics", DATABASE_URL=url)
    assert (result.code, result.out) == (0, "population_lookup: no topic is needed\n")
