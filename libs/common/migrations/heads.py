"""The schema version of a database and of this code. Every process compares them; only `migrate` imports Alembic."""

from functools import cache
from importlib.resources import files
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from common.service.definition import Service

VERSIONS = "alembic_version"


async def is_at_head(service: Service, connection: AsyncConnection) -> bool:
    """Whether this code can run on the schema: its own newest one, or that of newer code, which only adds to it."""
    revisions = await revisions_of(connection)
    return revisions == {newest_of(service.migrations)} or is_past(service, revisions)


def is_past(service: Service, revisions: set[str]) -> bool:
    """Whether newer code has migrated the database already; migrations are numbered."""
    return len(revisions) == 1 and max(revisions) > newest_of(service.migrations)


@cache
def newest_of(migrations: str) -> str:
    """Returns the number of the newest migration, the prefix of its file name."""
    return max(file.name.partition("_")[0] for file in (folder_of(migrations) / "versions").glob("[0-9]*.py"))


def folder_of(migrations: str) -> Path:
    """`migrations` is a path, or a package and a path in it: `package:path`."""
    package, in_package, folder = migrations.rpartition(":")
    if not in_package:
        return Path(folder)
    return Path(str(files(package))) / folder


async def revisions_of(connection: AsyncConnection) -> set[str]:
    if not await connection.scalar(text("SELECT to_regclass('alembic_version') IS NOT NULL")):
        return set()
    rows = await connection.execute(text("SELECT version_num FROM alembic_version"))
    return {row.version_num for row in rows}
