"""`backup FILE` and `restore FILE --by NAME --reason TEXT`: one database as one file of `pg_dump`, and beside it what
must be in there."""

import argparse
import asyncio
import json
import os
import shutil
from collections.abc import Sequence
from hashlib import file_digest
from pathlib import Path
from typing import Any

from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import AsyncConnection

from common.check_state import PrerequisiteMissing
from common.clock import as_text
from common.consumer.positions import positions
from common.errors import Refusal
from common.migrations.run import migrate
from common.operations.epoch_command import description, raised, signing
from common.operations.wait_for_migrations import lacking_of
from common.service.definition import Runtime

HEADS = "SELECT shard, sequence, encode(hash, 'hex') AS hash FROM stream_shard ORDER BY shard"
TABLES = (
    "SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
    " WHERE c.relkind IN ('r', 'v', 'm', 'S') AND n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\\_%'"
    " AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')"
)


class BackupDamaged(Refusal):
    """The file is not the one that was written, or what came out of it is not what went in."""

    status, type, title = 409, "backup-damaged", "The backup is damaged"


class DatabaseNotEmpty(Refusal):
    """A backup is restored beside what is there, never over it."""

    status, type, title = 409, "database-not-empty", "The database is not empty"


async def backup(runtime: Runtime, arguments: Sequence[str]) -> int:
    """Write the database to a file while everything goes on: `backup FILE`; `FILE.json` says what is in there."""
    parser = argparse.ArgumentParser(prog=f"python -m {runtime.service.name} backup")
    parser.add_argument("file", type=Path)
    parser.add_argument("--bin", type=Path, help="the folder of pg_dump, where it is not on PATH")
    options = parser.parse_args(arguments)
    if (lacking := await lacking_of(runtime)) is not None:
        raise PrerequisiteMissing(lacking)
    if await asyncio.to_thread(options.file.exists):
        raise PrerequisiteMissing(f"{options.file} is there already")
    program = tool("pg_dump", options.bin)
    unfinished = options.file.with_name(options.file.name + ".part")
    async with runtime.engine.connect() as connection:
        await connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"))
        await connection.execute(
            text("SET LOCAL idle_in_transaction_session_timeout = 0")
        )  # it waits for as long as pg_dump reads
        said = await _manifest(runtime, connection)
        snapshot = await connection.scalar(text("SELECT pg_export_snapshot()"))
        await _run(runtime, program, "--format=custom", f"--snapshot={snapshot}", f"--file={unfinished}")
    said |= {"sha256": await asyncio.to_thread(_digest, unfinished), "bytes": unfinished.stat().st_size}
    await asyncio.to_thread(_put, options.file, unfinished, said)
    print(f"{options.file}: {said['bytes']} bytes, {_where(said)}")
    return 0


async def restore(runtime: Runtime, arguments: Sequence[str]) -> int:
    """Fill an empty database from a backup, and let the streams be told anew: `restore FILE --by NAME --reason TEXT`,
    or `--drill`."""
    parser = argparse.ArgumentParser(prog=f"python -m {runtime.service.name} restore")
    parser.add_argument("file", type=Path)
    parser.add_argument("--by", help="who answers for it")
    parser.add_argument("--reason", help="shown to everyone who follows")
    parser.add_argument("--to", type=int, help="as of `epoch raise`")
    parser.add_argument("--drill", action="store_true", help="only try the backup: nobody will follow this database")
    parser.add_argument("--bin", type=Path, help="the folder of pg_restore, where it is not on PATH")
    options = parser.parse_args(arguments)
    raises = bool(runtime.service.shards) and not options.drill
    if raises and not (options.by and options.reason):
        parser.error("say --by and --reason, which the epoch keeps; or --drill")
    if raises:
        signing(runtime)  # before anything is written
    program = tool("pg_restore", options.bin)
    said = await asyncio.to_thread(_checked, options.file, runtime.service.name)
    async with runtime.engine.connect() as connection:
        if await connection.scalar(text(TABLES)):
            raise DatabaseNotEmpty("the database of DATABASE_URL holds tables: make an empty one, and name that")
    await _run(runtime, program, "--exit-on-error", "--single-transaction", "--no-owner", str(options.file))
    async with runtime.engine.connect() as connection:
        if (found := await _positions(runtime, connection)) != {name: said[name] for name in found}:
            raise BackupDamaged(
                f"what came out of {options.file} stands at {_where(found)}, and went in at {_where(said)}"
            )
    await migrate(runtime.service, runtime.engine)
    print(f"restored from {said['taken_at']}: {_where(said)}")
    if raises:
        print(description(await raised(runtime, options.by, options.reason, to=options.to)))
    return 0


def tool(name: str, folder: Path | None) -> Path:
    """Raises `PrerequisiteMissing`."""
    found = shutil.which(name, path=None if folder is None else str(folder))
    if found is None:
        raise PrerequisiteMissing(
            f"{name} is not {'on PATH' if folder is None else f'in {folder}'}:"
            " it belongs to PostgreSQL's client programs"
        )
    return Path(found)


async def _manifest(runtime: Runtime, connection: AsyncConnection) -> dict[str, Any]:
    schema = await connection.scalar(text("SELECT max(version_num) FROM alembic_version"))
    head = {"service": runtime.service.name, "taken_at": as_text(runtime.clock.now()), "schema": schema}
    return {
        **head,
        "server": await connection.scalar(text("SHOW server_version")),
        **await _positions(runtime, connection),
    }


async def _positions(runtime: Runtime, connection: AsyncConnection) -> dict[str, Any]:
    """The own streams' heads, and how far others were followed."""
    said: dict[str, Any] = {}
    if runtime.service.shards:
        said["heads"] = [dict(row._mapping) for row in await connection.execute(text(HEADS))]  # noqa: SLF001 - SQLAlchemy's documented way
    if runtime.service.subscriptions:
        said["positions"] = [str(position) for position in await positions(connection)]
    return said


def _where(said: dict[str, Any]) -> str:
    heads = [f"{head['sequence']} events in shard {head['shard']}" for head in said.get("heads", [])]
    return ", ".join([*heads, *(f"applied {position}" for position in said.get("positions", []))]) or "no events"


def _digest(file: Path) -> str:
    with file.open("rb") as opened:
        return file_digest(opened, "sha256").hexdigest()


def _put(file: Path, unfinished: Path, said: dict[str, Any]) -> None:
    """The file takes its name last of all: where it is, it is whole."""
    beside = Path(f"{file}.json")
    beside.write_text(json.dumps(said, indent=1) + "\n")
    with unfinished.open("rb") as opened:
        os.fsync(opened.fileno())
    unfinished.rename(file)


def _checked(file: Path, service: str) -> dict[str, Any]:
    """What the file beside it says. Raises `BackupDamaged`, `PrerequisiteMissing`."""
    beside = Path(f"{file}.json")
    for needed in (file, beside):
        if not needed.is_file():
            raise PrerequisiteMissing(f"there is no file {needed}")
    said: dict[str, Any] = json.loads(beside.read_text())
    if said["service"] != service:
        raise BackupDamaged(f"{file} is of {said['service']}")
    if _digest(file) != said["sha256"]:
        raise BackupDamaged(f"{file} is not the one that was written: its SHA-256 differs from that in {beside}")
    return said


async def _run(runtime: Runtime, program: Path, *arguments: str) -> None:
    """The password goes by the environment: command lines are for all to see."""
    url = make_url(runtime.settings.database_url)
    name = url._replace(drivername="postgresql", password=None).render_as_string()
    known = {"PGPASSWORD": url.password} if url.password else {}
    process = await asyncio.create_subprocess_exec(
        program,
        *arguments,
        f"--dbname={name}",
        env={**os.environ, **known},
        stdin=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )
    _, err = await process.communicate()
    if process.returncode:
        said = err.decode(errors="replace").strip().splitlines() or [str(process.returncode)]
        raise PrerequisiteMissing(f"{program.name} failed: {said[0]}")
