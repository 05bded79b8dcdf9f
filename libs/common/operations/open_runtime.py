"""The runtime of a process, with its database engine."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from common.check_state import PrerequisiteMissing
from common.clock import Clock, SystemClock
from common.database.connections import create_engine
from common.eventlog.log import EventLog
from common.migrations.heads import is_at_head
from common.service.definition import Runtime, Service
from common.settings import ServiceSettings


@asynccontextmanager
async def open_runtime(
    service: Service, settings: ServiceSettings, clock: Clock | None = None
) -> AsyncIterator[Runtime]:
    consumers = len(service.subscriptions)  # each keeps a connection while it runs
    engine = create_engine(settings.database_url, settings.database_pool_size + consumers)
    log = EventLog(service.name, service.shards) if service.shards else None
    try:
        yield Runtime(service, settings, engine, clock or SystemClock(), log)
    finally:
        await engine.dispose()


async def require_schema(runtime: Runtime) -> None:
    """Raises `PrerequisiteMissing` where the database does not have the schema of this code."""
    async with runtime.engine.connect() as connection:
        migrated = await is_at_head(runtime.service, connection)
    if not migrated:
        name = runtime.service.name
        raise PrerequisiteMissing(f"the migrations have not been run: `python -m {name} migrate` runs them")
