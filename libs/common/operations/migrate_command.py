"""`migrate`: migrates the database."""

from collections.abc import Sequence

from common.migrations import run as migrations
from common.migrations.grants import grant
from common.service.definition import Runtime


async def migrate(runtime: Runtime, _: Sequence[str]) -> int:
    """Migrate the database to the newest schema, and grant its roles their rights."""
    await migrations.migrate(runtime.service, runtime.engine)
    async with runtime.engine.begin() as connection:
        await grant(connection, runtime.service)
    return 0
