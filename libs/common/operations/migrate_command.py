"""`migrate`: migrates the database."""

from argparse import Namespace

from common.migrations import run as migrations
from common.migrations.grants import grant
from common.service.definition import Command, Runtime


async def migrate_and_grant(runtime: Runtime, _: Namespace) -> int:
    """Migrate the database to the newest schema, and grant its roles their rights."""
    await migrations.migrate(runtime.service, runtime.engine, runtime.clock)
    async with runtime.engine.begin() as connection:
        await grant(connection, runtime.service)
    return 0


migrate = Command(migrate_and_grant, needs_schema=False)
