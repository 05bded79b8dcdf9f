"""Brings a service's database to the newest schema: under an advisory lock, so that several may try at once."""

from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from common.service import Service

VERSIONS = "alembic_version"
LOCK_TIMEOUT = "10s"  # a migration that waits for a table longer than this blocks everyone behind it: give up and try again


def config_of(service: Service, connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", service.migrations)
    config.attributes.update({"connection": connection, "metadata": service.metadata})
    return config


async def migrate(service: Service, engine: AsyncEngine) -> None:
    """To the newest schema that this code knows. A newer one is left as it is: old code runs on it, and a roll-back must not fail."""
    async with engine.connect() as connection:
        await connection.execute(text("SELECT pg_advisory_lock(hashtext('congbo migrations'))"))
        await connection.execute(text(f"SET lock_timeout = '{LOCK_TIMEOUT}'"))
        await connection.commit()
        try:
            if not is_past(service, await _revisions(connection)):
                await connection.run_sync(lambda sync: command.upgrade(config_of(service, sync), "head"))
            await connection.commit()
        finally:
            await connection.rollback()
            await connection.execute(text("SELECT pg_advisory_unlock(hashtext('congbo migrations'))"))
            await connection.execute(text("RESET lock_timeout"))
            await connection.commit()


async def is_at_head(service: Service, connection: AsyncConnection) -> bool:
    """Whether this code can run: on its own newest schema, or on that of newer code, which only adds until the old code is gone."""
    revisions = await _revisions(connection)
    return revisions == heads_of(service) or is_past(service, revisions)


def heads_of(service: Service) -> set[str]:
    return set(ScriptDirectory.from_config(config_of(service)).get_heads())


def is_past(service: Service, revisions: set[str]) -> bool:
    """Whether newer code has migrated already; migrations are numbered."""
    return len(revisions) == 1 and max(revisions) > max(heads_of(service))


async def _revisions(connection: AsyncConnection) -> set[str]:
    if not await connection.scalar(text("SELECT to_regclass('alembic_version') IS NOT NULL")):
        return set()
    rows = await connection.execute(text("SELECT version_num FROM alembic_version"))
    return {row.version_num for row in rows}


async def drift(service: Service, connection: AsyncConnection) -> list[Any]:
    """What would have to change in the migrated database to be what the code declares; empty when they agree."""

    def compare(sync: Connection) -> list[Any]:
        found = MigrationContext.configure(sync, opts={"include_schemas": True, "include_name": is_ours})
        return list(compare_metadata(found, service.metadata))

    return await connection.run_sync(compare)


def is_ours(name: str | None, kind: str, _parents: Any) -> bool:
    if kind == "schema":
        return name in (None, "projected")
    return not (kind == "table" and name == VERSIONS)
