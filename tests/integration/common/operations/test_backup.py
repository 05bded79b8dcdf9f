"""A backup under load is one consistent snapshot; it is restored completely or not at all, and never over existing
tables."""

import asyncio
import json
import secrets
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.engine import make_url

from common.clock import SystemClock
from common.database.connections import connect, create_engine
from common.database.urls import database_in, url_with
from common.eventlog.keys import make_key_file
from common.eventlog.log import EventLog
from common.migrations.heads import is_at_head
from common.migrations.run import drift, migrate
from common.operations.backup_commands import restore
from common.settings import ServiceSettings
from suite.postgres import binaries
from tests.support.database_roles import database_with_roles
from tests.support.foreign_events import decision
from tests.support.later_migration import with_a_later_migration
from tests.support.operator import CommandResult, is_one_sentence, run_command
from tests.support.postgres import Postgres, service_of
from tests.support.sample_stack import runtime_of

EVENTS = decision(1, date(2022, 2, 1), *(("introduce", f"1.{number:06}") for number in range(40)))


@dataclass
class Owned:
    """`procedures` in a database whose owner is a role without further rights."""

    postgres: Postgres
    role: str
    url: str
    key: Path

    async def create_database(self) -> str:
        server = await connect(self.postgres.url)
        name = f"test_{secrets.token_hex(6)}"
        await server.execute(f'CREATE DATABASE "{name}" OWNER {self.role}')
        await server.close()
        return url_with(self.url, database=name)

    async def append(self, times: int) -> None:
        engine, log = create_engine(self.url), EventLog("procedures", 1)
        for _ in range(times):
            async with engine.begin() as connection:
                await log.append(connection, EVENTS, SystemClock())
        await engine.dispose()

    async def append_until(self, stop: asyncio.Event) -> None:
        while not stop.is_set():
            await self.append(5)

    async def run(self, *arguments: str, url: str = "") -> CommandResult:
        tools = ("--bin", str(binaries())) if arguments[0] in ("backup", "restore") else ()
        return await run_command(
            "procedures", *arguments, *tools, DATABASE_URL=url or self.url, STREAM_KEY_FILE=str(self.key)
        )


@pytest.fixture
async def owned(postgres: Postgres, tmp_path: Path) -> Owned:
    role, key = f"role_{secrets.token_hex(4)}", tmp_path / "procedures.pem"
    make_key_file(key)
    server = await connect(postgres.url)
    await server.execute(f"CREATE ROLE {role} LOGIN PASSWORD 'p@ss/w:rd'")
    await server.close()
    owned = Owned(postgres, role, url_with(postgres.url, username=role, password="p@ss/w:rd"), key)
    owned.url = await owned.create_database()
    engine = create_engine(owned.url)
    await migrate(service_of("procedures"), engine)
    await engine.dispose()
    return owned


def read_manifest(file: Path) -> dict[str, Any]:
    manifest: dict[str, Any] = json.loads(Path(f"{file}.json").read_text())
    return manifest


def write_manifest(file: Path, manifest: dict[str, Any]) -> None:
    Path(f"{file}.json").write_text(json.dumps(manifest))


async def take_backup(owned: Owned, folder: Path) -> Path:
    file = folder / "procedures.dump"
    result = await owned.run("backup", str(file))
    assert result.code == 0, result
    return file


async def tail(url: str) -> int:
    connection = await connect(url)
    sequence: int = await connection.fetchval("SELECT sequence FROM stream_shard")
    await connection.close()
    return sequence


async def test_a_backup_under_load_restores_one_consistent_snapshot(owned: Owned, tmp_path: Path) -> None:
    await owned.append(2)
    stop = asyncio.Event()
    appending = asyncio.create_task(owned.append_until(stop))
    file = await take_backup(owned, tmp_path)
    stop.set()
    await appending
    (head,) = read_manifest(file)["heads"]
    assert 2 * len(EVENTS) < head["sequence"] < await tail(owned.url)
    restored = await owned.create_database()
    result = await owned.run("restore", str(file), "--by", "Mẩy", "--reason", "thử", url=restored)
    assert result.code == 0, result
    assert f"epoch 2 of procedures begins after procedures/0:{head['sequence']}: by Mẩy" in result.out
    assert await tail(restored) == head["sequence"]
    assert (await owned.run("verify", url=restored)).code == 0
    assert (await owned.run("epoch", "list", url=restored)).out.startswith("epoch 2 of procedures")
    assert (await owned.run("epoch", "list")).out == "", "the source of the backup is still in its first epoch"


async def test_a_changed_backup_is_refused_before_anything_is_restored(owned: Owned, tmp_path: Path) -> None:
    await owned.append(1)
    file, restored = await take_backup(owned, tmp_path), await owned.create_database()
    content = file.read_bytes()
    file.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    result = await owned.run("restore", str(file), "--drill", url=restored)
    assert (result.code, is_one_sentence(result.err)) == (1, True)
    assert "SHA-256 differs" in result.err
    manifest = read_manifest(file)
    file.write_bytes(content)
    write_manifest(file, {**manifest, "service": "reporting"})
    assert (await owned.run("restore", str(file), "--drill", url=restored)).code == 1
    write_manifest(file, {**manifest, "heads": [{**manifest["heads"][0], "sequence": 1}]})
    result = await owned.run("restore", str(file), "--drill", url=restored)
    assert result.code == 1
    assert "its manifest 1 events" in result.err


async def test_a_backup_is_not_restored_over_existing_tables(owned: Owned, tmp_path: Path) -> None:
    await owned.append(1)
    file = await take_backup(owned, tmp_path)
    await owned.append(1)
    result = await owned.run("restore", str(file), "--by", "me", "--reason", "so")
    assert (result.code, is_one_sentence(result.err)) == (1, True)
    assert await tail(owned.url) == 2 * len(EVENTS)
    assert (await owned.run("backup", str(file))).code == 2, "a backup is not written over another one"


async def test_a_drill_raises_no_epoch_and_a_real_restore_requires_by_and_reason(owned: Owned, tmp_path: Path) -> None:
    await owned.append(1)
    file, restored = await take_backup(owned, tmp_path), await owned.create_database()
    incomplete = await owned.run("restore", str(file), "--by", "me", url=restored)
    assert (incomplete.code, incomplete.err.startswith("usage: ")) == (2, True)
    assert (await owned.run("restore", str(file), "--drill", url=restored)).code == 0
    assert (await owned.run("epoch", "list", url=restored)).out == ""
    assert (await owned.run("verify", url=restored)).code == 0


async def test_where_pg_dump_is_missing_or_fails_the_error_is_one_sentence_and_no_file_is_left(
    owned: Owned, tmp_path: Path
) -> None:
    file, settings = tmp_path / "file", {"DATABASE_URL": owned.url}
    result = await run_command("procedures", "backup", str(file), "--bin", str(tmp_path), **settings)
    assert (result.code, is_one_sentence(result.err)) == (2, True)
    (tmp_path / "pg_dump").write_text("#!/bin/sh\necho it broke >&2; exit 1\n")
    (tmp_path / "pg_dump").chmod(0o755)
    result = await run_command("procedures", "backup", str(file), "--bin", str(tmp_path), **settings)
    assert (result.code, result.err) == (2, "procedures: pg_dump failed: it broke\n")
    assert not file.exists()


async def test_a_backup_of_an_older_schema_is_migrated_when_it_is_restored(owned: Owned, tmp_path: Path) -> None:
    await owned.append(1)
    file, restored = await take_backup(owned, tmp_path), await owned.create_database()
    newer = with_a_later_migration(service_of("procedures"), tmp_path, "CREATE TABLE made_later (id integer)")
    runtime = runtime_of(newer, ServiceSettings(database_url=restored, stream_key_file=owned.key))
    assert await restore(runtime, [str(file), "--by", "me", "--reason", "so", "--bin", str(binaries())]) == 0
    async with runtime.engine.connect() as connection:
        assert await is_at_head(newer, connection)
        assert await connection.scalar(text("SELECT count(*) FROM made_later")) == 0
    await runtime.engine.dispose()
    assert await tail(restored) == len(EVENTS)


async def test_views_and_the_rights_on_them_are_in_the_backup(postgres: Postgres, tmp_path: Path) -> None:
    roles, file = await database_with_roles(postgres, "reporting"), tmp_path / "reporting.dump"
    tools = ("--bin", str(binaries()))
    result = await run_command("reporting", "backup", str(file), *tools, DATABASE_URL=roles.owner)
    assert result.code == 0, result
    restored = await postgres.create_database()
    server = await connect(restored)
    await server.execute(f'ALTER DATABASE "{database_in(restored)}" OWNER TO {make_url(roles.owner).username}')
    await server.close()
    url = url_with(roles.owner, database=database_in(restored))
    result = await run_command("reporting", "restore", str(file), "--drill", *tools, DATABASE_URL=url)
    assert result.code == 0, result
    reader = await connect(url_with(roles.read, database=database_in(restored)))
    assert await reader.fetch("SELECT * FROM published.decisions") == []
    await reader.close()
    engine = create_engine(restored)
    async with engine.connect() as connection:
        assert await drift(service_of("reporting"), connection) == []
    await engine.dispose()
