"""Parts wait until the database is migrated, so that a service and its migration may be started in any order."""

import asyncio
import contextlib

import structlog

from common.database.connections import is_connection_lost, refusal_of, tls_fault_of
from common.migrations.heads import is_at_head
from common.operations.supervision import Part
from common.service.definition import Runtime

POLL_INTERVAL = 1.0  # seconds

log = structlog.get_logger()


def once_migrated(runtime: Runtime, part: Part) -> Part:
    """Returns the part, which starts as soon as the database can be reached and is migrated."""

    async def run(stop: asyncio.Event) -> None:
        logged = None
        while not stop.is_set() and (reason := await not_ready_reason(runtime)) is not None:
            if reason != logged:
                log.info("waiting", cause=reason)
                logged = reason
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), POLL_INTERVAL)
        if not stop.is_set():
            await part(stop)

    return run


async def not_ready_reason(runtime: Runtime) -> str | None:
    """Returns why the database cannot be used yet, or None. Before the migration the application's role may not even
    connect."""
    try:
        async with runtime.engine.connect() as connection:
            migrated = await is_at_head(runtime.service, connection)
    except Exception as error:
        if (refusal := refusal_of(error)) is not None:
            return f"the database refuses this role: {refusal}"
        if not is_connection_lost(error):
            raise
        fault = tls_fault_of(error)
        return f"the database cannot be reached{': ' if fault else ''}{fault or ''}"
    return None if migrated else "the migrations have not been run"
