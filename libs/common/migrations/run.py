"""Migrates the database of a service. An advisory lock allows several processes to try at once."""

from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from common.clock import Clock
from common.migrations.heads import VERSIONS, is_past, revisions_of
from common.migrations.views import create_views, view_drift
from common.service.definition import Service

# A migration that waits longer for a table blocks everyone behind it: it fails, and is tried again.
LOCK_TIMEOUT = "10s"


def config_of(service: Service, connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", service.migrations)
    config.attributes.update({"connection": connection, "metadata": service.metadata})
    return config


async def upgrade(
    service: Service, connection: AsyncConnection, revision: str = "head", clock: Clock | None = None
) -> None:
    """Migrates to a revision in a transaction that the caller commits. Migrations that emit events append them to the
    log on the same connection, with the time of the clock; without a clock they emit none, for a log that begins with
    what its owner records."""

    def run(sync: Connection) -> None:
        config = config_of(service, sync)
        config.attributes.update({"async_connection": connection, "clock": clock})
        command.upgrade(config, revision)

    await connection.run_sync(run)


async def migrate(service: Service, engine: AsyncEngine, clock: Clock | None = None) -> None:
    """Migrates to the newest schema of this code, and creates its views. A newer schema is left as it is: old code runs
    on it, and a roll-back must not fail. Each migration is committed before the next one begins, so that a table that
    one of them changes is not locked while a later one reads a million events."""
    async with engine.connect() as connection:
        await connection.execute(text("SELECT pg_advisory_lock(hashtext('congbo migrations'))"))
        await connection.execute(text(f"SET lock_timeout = '{LOCK_TIMEOUT}'"))
        await connection.commit()
        try:
            if not is_past(service, present := await revisions_of(connection)):
                for revision in revisions_after(service, present):
                    await connection.commit()
                    await upgrade(service, connection, revision, clock)
                await create_views(connection, service.views)
            await connection.commit()
        finally:
            await connection.rollback()
            await connection.execute(text("SELECT pg_advisory_unlock(hashtext('congbo migrations'))"))
            await connection.execute(text("RESET lock_timeout"))
            await connection.commit()


def revisions_after(service: Service, present: set[str]) -> list[str]:
    """The revisions that a database with the present one lacks, the oldest first."""
    scripts = ScriptDirectory.from_config(config_of(service))
    missing = scripts.iterate_revisions("head", max(present, default="base"))
    return [script.revision for script in missing][::-1]


async def drift(service: Service, connection: AsyncConnection) -> list[Any]:
    """Returns the differences between the migrated database and what the code declares."""

    def compare(sync: Connection) -> list[Any]:
        context = MigrationContext.configure(sync, opts={"include_schemas": True, "include_name": is_ours})
        return list(compare_metadata(context, service.metadata))

    return [*await connection.run_sync(compare), *await view_drift(connection, service.views)]


def is_ours(name: str | None, kind: str, _parents: Any) -> bool:
    if kind == "schema":
        return name in (None, "projected")
    return not (kind == "table" and name == VERSIONS)
