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

LOCK_TIMEOUT = "10s"  # a migration that waits for a table longer than this blocks everyone behind it: give up and try again


def config_of(service: Service, connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", service.migrations)
    config.attributes.update({"connection": connection, "metadata": service.metadata})
    return config


async def migrate(service: Service, engine: AsyncEngine) -> None:
    async with engine.connect() as connection:
        await connection.execute(text("SELECT pg_advisory_lock(hashtext('congbo migrations'))"))
        await connection.execute(text(f"SET lock_timeout = '{LOCK_TIMEOUT}'"))
        await connection.commit()
        try:
            await connection.run_sync(lambda sync: command.upgrade(config_of(service, sync), "head"))
            await connection.commit()
        finally:
            await connection.rollback()
            await connection.execute(text("SELECT pg_advisory_unlock(hashtext('congbo migrations'))"))
            await connection.execute(text("RESET lock_timeout"))
            await connection.commit()


async def is_at_head(service: Service, connection: AsyncConnection) -> bool:
    heads = set(ScriptDirectory.from_config(config_of(service)).get_heads())
    present = await connection.scalar(text("SELECT to_regclass('alembic_version') IS NOT NULL"))
    if not present:
        return False
    rows = await connection.execute(text("SELECT version_num FROM alembic_version"))
    return {row.version_num for row in rows} == heads


async def drift(service: Service, connection: AsyncConnection) -> list[Any]:
    """What would have to change in the migrated database to be what the code declares; empty when they agree."""

    def compare(sync: Connection) -> list[Any]:
        found = MigrationContext.configure(sync, opts={"include_schemas": True, "include_name": is_ours})
        return list(compare_metadata(found, service.metadata))

    return await connection.run_sync(compare)


def is_ours(name: str | None, kind: str, _parents: Any) -> bool:
    if kind == "schema":
        return name in (None, "projected")
    return not (kind == "table" and name == "alembic_version")
