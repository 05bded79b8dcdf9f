"""How far a database is migrated, and how far this code goes. Every process asks; only `migrate` needs Alembic for
it."""

from functools import cache
from importlib.resources import files
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from common.service.definition import Service

VERSIONS = "alembic_version"


async def is_at_head(service: Service, connection: AsyncConnection) -> bool:
    """Whether this code can run: on its own newest schema, or on that of newer code, which only adds until the old code
    is gone."""
    revisions = await revisions_of(connection)
    return revisions == {newest_of(service.migrations)} or is_past(service, revisions)


def is_past(service: Service, revisions: set[str]) -> bool:
    """Whether newer code has migrated already; migrations are numbered."""
    return len(revisions) == 1 and max(revisions) > newest_of(service.migrations)


@cache
def newest_of(migrations: str) -> str:
    """The number of the newest migration, with which its file's name begins."""
    return max(file.name.partition("_")[0] for file in (folder_of(migrations) / "versions").glob("[0-9]*.py"))


def folder_of(migrations: str) -> Path:
    """A path, or a package's name and a path in it."""
    package, in_package, folder = migrations.rpartition(":")
    if not in_package:
        return Path(folder)
    return Path(str(files(package))) / folder


async def revisions_of(connection: AsyncConnection) -> set[str]:
    if not await connection.scalar(text("SELECT to_regclass('alembic_version') IS NOT NULL")):
        return set()
    rows = await connection.execute(text("SELECT version_num FROM alembic_version"))
    return {row.version_num for row in rows}
