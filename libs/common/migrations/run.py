"""Brings a service's database to the newest schema: under an advisory lock, so that several may try at once."""

from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from common.migrations.heads import VERSIONS, is_past, revisions_of
from common.service.definition import Service

LOCK_TIMEOUT = (
    "10s"  # a migration that waits for a table longer than this blocks everyone behind it: give up and try again
)


def config_of(service: Service, connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", service.migrations)
    config.attributes.update({"connection": connection, "metadata": service.metadata})
    return config


async def migrate(service: Service, engine: AsyncEngine) -> None:
    """To the newest schema that this code knows. A newer one is left as it is: old code runs on it, and a roll-back
    must not fail."""
    async with engine.connect() as connection:
        await connection.execute(text("SELECT pg_advisory_lock(hashtext('congbo migrations'))"))
        await connection.execute(text(f"SET lock_timeout = '{LOCK_TIMEOUT}'"))
        await connection.commit()
        try:
            if not is_past(service, await revisions_of(connection)):
                await connection.run_sync(lambda sync: command.upgrade(config_of(service, sync), "head"))
            await connection.commit()
        finally:
            await connection.rollback()
            await connection.execute(text("SELECT pg_advisory_unlock(hashtext('congbo migrations'))"))
            await connection.execute(text("RESET lock_timeout"))
            await connection.commit()


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
