"""`migrate`: bring the database to the newest schema."""

from collections.abc import Sequence

from common.migrations import run as migrations
from common.runtime import Runtime


async def migrate(runtime: Runtime, _: Sequence[str]) -> int:
    """Bring the database to the newest schema."""
    await migrations.migrate(runtime.service, runtime.engine)
    return 0
