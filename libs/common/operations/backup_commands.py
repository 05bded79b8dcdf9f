"""`backup FILE` and `restore FILE --by NAME --reason TEXT`: a database as one file of `pg_dump`, with a manifest beside
it."""

import asyncio
import json
import os
import shutil
from argparse import ArgumentParser, Namespace
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
from common.operations.arguments import existing_file, new_file
from common.operations.epoch_command import begin_epoch, description, log_and_key
from common.service.definition import Command, Runtime, Service

HEADS = "SELECT shard, sequence, encode(hash, 'hex') AS hash FROM stream_shard ORDER BY shard"
TABLES = (
    "SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
    " WHERE c.relkind IN ('r', 'v', 'm', 'S') AND n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\\_%'"
    " AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')"
)


class BackupDamaged(Refusal):
    """The file is not the one that was written, or the restored database differs from its manifest."""

    status, type, title = 409, "backup-damaged", "The backup is damaged"


class DatabaseNotEmpty(Refusal):
    """A backup is restored into an empty database only, never over existing tables."""

    status, type, title = 409, "database-not-empty", "The database is not empty"


def add_backup_arguments(parser: ArgumentParser, _: Service) -> None:
    parser.add_argument("file", type=new_file, help="a new file")
    parser.add_argument("--bin", type=Path, help="the folder of pg_dump, where it is not on PATH")


async def write_backup(runtime: Runtime, options: Namespace) -> int:
    """Write the database to a file while the service runs: `backup FILE`; `FILE.json` is its manifest."""
    if await asyncio.to_thread(options.file.exists):
        raise PrerequisiteMissing(f"{options.file} exists already")
    program = find_program("pg_dump", options.bin)
    unfinished = options.file.with_name(options.file.name + ".part")
    async with runtime.engine.connect() as connection:
        await connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"))
        # the transaction is idle while pg_dump reads
        await connection.execute(text("SET LOCAL idle_in_transaction_session_timeout = 0"))
        manifest = await _manifest(runtime, connection)
        snapshot = await connection.scalar(text("SELECT pg_export_snapshot()"))
        await _run(runtime, program, "--format=custom", f"--snapshot={snapshot}", f"--file={unfinished}")
    manifest |= {"sha256": await asyncio.to_thread(_digest, unfinished), "bytes": unfinished.stat().st_size}
    await asyncio.to_thread(_finish, options.file, unfinished, manifest)
    print(f"{options.file}: {manifest['bytes']} bytes, {_summary(manifest)}")
    return 0


def add_restore_arguments(parser: ArgumentParser, _: Service) -> None:
    parser.add_argument("file", type=existing_file, help="a backup, with its manifest beside it")
    parser.add_argument("--by", help="the person who is responsible")
    parser.add_argument("--reason", help="shown to all followers")
    parser.add_argument("--to", type=int, help="as for `epoch raise`")
    parser.add_argument("--drill", action="store_true", help="only try the backup: nobody will follow this database")
    parser.add_argument("--bin", type=Path, help="the folder of pg_restore, where it is not on PATH")


def check_restore(parser: ArgumentParser, options: Namespace, service: Service) -> None:
    if begins_epoch(service, options) and not (options.by and options.reason):
        parser.error("--by and --reason are required for the epoch, or --drill")


def begins_epoch(service: Service, options: Namespace) -> bool:
    return bool(service.shards) and not options.drill


async def restore_backup(runtime: Runtime, options: Namespace) -> int:
    """Restore a backup into an empty database, and begin an epoch: `restore FILE --by NAME --reason TEXT`, or
    `--drill`."""
    if begins_epoch(runtime.service, options):
        log_and_key(runtime)  # before anything is written
    program = find_program("pg_restore", options.bin)
    manifest = await asyncio.to_thread(_verified_manifest, options.file, runtime.service.name)
    async with runtime.engine.connect() as connection:
        if await connection.scalar(text(TABLES)):
            raise DatabaseNotEmpty("the database of DATABASE_URL holds tables: create an empty one and use that")
    await _run(runtime, program, "--exit-on-error", "--single-transaction", "--no-owner", str(options.file))
    async with runtime.engine.connect() as connection:
        restored = await _positions(runtime, connection)
    if restored != {name: manifest[name] for name in restored}:
        raise BackupDamaged(
            f"the database restored from {options.file} has {_summary(restored)}, its manifest {_summary(manifest)}"
        )
    await migrate(runtime.service, runtime.engine, runtime.clock)
    print(f"restored from {manifest['taken_at']}: {_summary(manifest)}")
    if begins_epoch(runtime.service, options):
        print(description(await begin_epoch(runtime, options.by, options.reason, to=options.to)))
    return 0


def find_program(name: str, folder: Path | None) -> Path:
    """Raises `PrerequisiteMissing`."""
    path = shutil.which(name, path=None if folder is None else str(folder))
    if path is None:
        raise PrerequisiteMissing(
            f"{name} is not {'on PATH' if folder is None else f'in {folder}'}:"
            " it belongs to PostgreSQL's client programs"
        )
    return Path(path)


async def _manifest(runtime: Runtime, connection: AsyncConnection) -> dict[str, Any]:
    schema = await connection.scalar(text("SELECT max(version_num) FROM alembic_version"))
    head = {"service": runtime.service.name, "taken_at": as_text(runtime.clock.now()), "schema": schema}
    return {
        **head,
        "server": await connection.scalar(text("SHOW server_version")),
        **await _positions(runtime, connection),
    }


async def _positions(runtime: Runtime, connection: AsyncConnection) -> dict[str, Any]:
    """Returns the heads of the service's own stream, and the positions of the streams that it follows."""
    result: dict[str, Any] = {}
    if runtime.service.shards:
        result["heads"] = [dict(row._mapping) for row in await connection.execute(text(HEADS))]  # noqa: SLF001 - SQLAlchemy's documented way
    if runtime.service.subscriptions:
        result["positions"] = [str(position) for position in await positions(connection)]
    return result


def _summary(manifest: dict[str, Any]) -> str:
    heads = [f"{head['sequence']} events in shard {head['shard']}" for head in manifest.get("heads", [])]
    return ", ".join([*heads, *(f"applied {position}" for position in manifest.get("positions", []))]) or "no events"


def _digest(file: Path) -> str:
    with file.open("rb") as opened:
        return file_digest(opened, "sha256").hexdigest()


def _finish(file: Path, unfinished: Path, manifest: dict[str, Any]) -> None:
    """Renames the file last, so that a file of this name is always complete."""
    Path(f"{file}.json").write_text(json.dumps(manifest, indent=1) + "\n")
    with unfinished.open("rb") as opened:
        os.fsync(opened.fileno())
    unfinished.rename(file)


def _verified_manifest(file: Path, service: str) -> dict[str, Any]:
    """Returns the manifest of a backup. Raises `BackupDamaged`, `PrerequisiteMissing`."""
    manifest_file = Path(f"{file}.json")
    for path in (file, manifest_file):
        if not path.is_file():
            raise PrerequisiteMissing(f"there is no file {path}")
    manifest = _read_manifest(manifest_file)
    if manifest["service"] != service:
        raise BackupDamaged(f"{file} is a backup of {manifest['service']}")
    if _digest(file) != manifest["sha256"]:
        raise BackupDamaged(f"{file} is not the one that was written: its SHA-256 differs from that in {manifest_file}")
    return manifest


def _read_manifest(file: Path) -> dict[str, Any]:
    """Raises `BackupDamaged`."""
    try:
        manifest: Any = json.loads(file.read_text())
    except ValueError as error:  # neither JSON nor UTF-8
        raise BackupDamaged(f"{file} is no manifest: {error}") from error
    if not isinstance(manifest, dict) or not {"service", "sha256", "taken_at"} <= manifest.keys():
        raise BackupDamaged(f"{file} is no manifest of a backup")
    return dict(manifest)


async def _run(runtime: Runtime, program: Path, *arguments: str) -> None:
    """Runs a client program of PostgreSQL. The password is passed by the environment, since command lines are
    visible."""
    url = make_url(runtime.settings.database_url)
    name = url._replace(drivername="postgresql", password=None).render_as_string()
    password = {"PGPASSWORD": url.password} if url.password else {}
    process = await asyncio.create_subprocess_exec(
        program,
        *arguments,
        f"--dbname={name}",
        env={**os.environ, **password},
        stdin=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )
    _, err = await process.communicate()
    if process.returncode:
        lines = err.decode(errors="replace").strip().splitlines() or [str(process.returncode)]
        raise PrerequisiteMissing(f"{program.name} failed: {lines[0]}")


backup = Command(write_backup, add_backup_arguments)
restore = Command(restore_backup, add_restore_arguments, check_restore, needs_schema=False)
