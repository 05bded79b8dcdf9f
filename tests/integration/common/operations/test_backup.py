"""A backup taken under load holds one moment; it comes back whole or not at all, and never over what is there."""

import asyncio
import json
import secrets
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from common.clock import SystemClock
from common.database.connections import connect, create_engine
from common.database.urls import url_with
from common.eventlog.keys import make_key_file
from common.eventlog.log import EventLog
from common.migrations.heads import is_at_head
from common.migrations.run import migrate
from common.operations.backup_commands import restore
from common.settings import ServiceSettings
from suite.postgres import binaries
from tests.support.foreign_events import decision
from tests.support.later_migration import with_a_later_migration
from tests.support.operator import CommandResult, is_one_sentence, run_command
from tests.support.postgres import Postgres, service_of
from tests.support.sample_stack import runtime_of

EVENTS = decision(1, date(2022, 2, 1), *(("introduce", f"1.{number:06}") for number in range(40)))


@dataclass
class Owned:
    """`procedures` in a database of a role of its own, which may no more than own it."""

    postgres: Postgres
    role: str
    url: str
    key: Path

    async def empty(self) -> str:
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

    async def append_until(self, over: asyncio.Event) -> None:
        while not over.is_set():
            await self.append(5)

    async def typed(self, *arguments: str, url: str = "") -> CommandResult:
        given = ("--bin", str(binaries())) if arguments[0] in ("backup", "restore") else ()
        return await run_command(
            "procedures", *arguments, *given, DATABASE_URL=url or self.url, STREAM_KEY_FILE=str(self.key)
        )


@pytest.fixture
async def owned(postgres: Postgres, tmp_path: Path) -> Owned:
    role, key = f"role_{secrets.token_hex(4)}", tmp_path / "procedures.pem"
    make_key_file(key)
    server = await connect(postgres.url)
    await server.execute(f"CREATE ROLE {role} LOGIN PASSWORD 'p@ss/w:rd'")
    await server.close()
    made = Owned(postgres, role, url_with(postgres.url, username=role, password="p@ss/w:rd"), key)
    made.url = await made.empty()
    engine = create_engine(made.url)
    await migrate(service_of("procedures"), engine)
    await engine.dispose()
    return made


def read_manifest(file: Path) -> dict[str, Any]:
    said: dict[str, Any] = json.loads(Path(f"{file}.json").read_text())
    return said


def write_manifest(file: Path, said: dict[str, Any]) -> None:
    Path(f"{file}.json").write_text(json.dumps(said))


async def backed_up(owned: Owned, folder: Path) -> Path:
    file = folder / "procedures.dump"
    result = await owned.typed("backup", str(file))
    assert result.code == 0, result
    return file


async def tail(url: str) -> int:
    connection = await connect(url)
    found: int = await connection.fetchval("SELECT sequence FROM stream_shard")
    await connection.close()
    return found


async def test_a_backup_under_load_comes_back_as_it_stood_at_one_moment(owned: Owned, tmp_path: Path) -> None:
    await owned.append(2)
    over = asyncio.Event()
    telling = asyncio.create_task(owned.append_until(over))
    file = await backed_up(owned, tmp_path)
    over.set()
    await telling
    (head,) = read_manifest(file)["heads"]
    assert 2 * len(EVENTS) < head["sequence"] < await tail(owned.url)
    restored = await owned.empty()
    result = await owned.typed("restore", str(file), "--by", "Mẩy", "--reason", "thử", url=restored)
    assert result.code == 0, result
    assert f"epoch 2 of procedures begins after procedures/0:{head['sequence']}: by Mẩy" in result.out
    assert await tail(restored) == head["sequence"]
    assert (await owned.typed("verify", url=restored)).code == 0
    assert (await owned.typed("epoch", "list", url=restored)).out.startswith("epoch 2 of procedures")
    assert (await owned.typed("epoch", "list")).out == "", "what was not restored is in its first epoch"


async def test_what_is_not_the_file_that_was_written_is_refused_before_anything_is_done(
    owned: Owned, tmp_path: Path
) -> None:
    await owned.append(1)
    file, restored = await backed_up(owned, tmp_path), await owned.empty()
    whole = file.read_bytes()
    file.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    result = await owned.typed("restore", str(file), "--drill", url=restored)
    assert (result.code, is_one_sentence(result.err)) == (1, True)
    assert "SHA-256 differs" in result.err
    other = read_manifest(file)
    file.write_bytes(whole)
    write_manifest(file, {**other, "service": "reporting"})
    assert (await owned.typed("restore", str(file), "--drill", url=restored)).code == 1
    write_manifest(file, {**other, "heads": [{**other["heads"][0], "sequence": 1}]})
    result = await owned.typed("restore", str(file), "--drill", url=restored)
    assert result.code == 1
    assert "its manifest 1 events" in result.err


async def test_nothing_is_restored_over_what_is_there(owned: Owned, tmp_path: Path) -> None:
    await owned.append(1)
    file = await backed_up(owned, tmp_path)
    await owned.append(1)
    result = await owned.typed("restore", str(file), "--by", "me", "--reason", "so")
    assert (result.code, is_one_sentence(result.err)) == (1, True)
    assert await tail(owned.url) == 2 * len(EVENTS)
    assert (await owned.typed("backup", str(file))).code == 2, "nor is a backup written over another"


async def test_a_drill_raises_no_epoch_and_a_restore_that_counts_says_by_whom_and_why(
    owned: Owned, tmp_path: Path
) -> None:
    await owned.append(1)
    file, restored = await backed_up(owned, tmp_path), await owned.empty()
    half = await owned.typed("restore", str(file), "--by", "me", url=restored)
    assert (half.code, half.err.startswith("usage: ")) == (2, True)
    assert (await owned.typed("restore", str(file), "--drill", url=restored)).code == 0
    assert (await owned.typed("epoch", "list", url=restored)).out == ""
    assert (await owned.typed("verify", url=restored)).code == 0


async def test_where_pg_dump_is_missing_or_fails_one_sentence_says_so_and_no_file_is_left(
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


async def test_a_backup_of_an_older_schema_is_migrated_when_it_comes_back(owned: Owned, tmp_path: Path) -> None:
    await owned.append(1)
    file, restored = await backed_up(owned, tmp_path), await owned.empty()
    newer = with_a_later_migration(service_of("procedures"), tmp_path, "CREATE TABLE made_later (id integer)")
    runtime = runtime_of(newer, ServiceSettings(database_url=restored, stream_key_file=owned.key))
    assert await restore(runtime, [str(file), "--by", "me", "--reason", "so", "--bin", str(binaries())]) == 0
    async with runtime.engine.connect() as connection:
        assert await is_at_head(newer, connection)
        assert await connection.scalar(text("SELECT count(*) FROM made_later")) == 0
    await runtime.engine.dispose()
    assert await tail(restored) == len(EVENTS)
