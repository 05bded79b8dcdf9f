"""Nothing starts on a schema that is not there yet: whoever starts a service and its migration together need not put
them in order."""

import asyncio
import contextlib

import structlog

from common.database.connections import is_connection_lost, refusal_of, tls_fault_of
from common.migrations.heads import is_at_head
from common.operations.supervision import Part
from common.service.definition import Runtime

LOOK = 1.0  # seconds between looks

log = structlog.get_logger()


def once_migrated(runtime: Runtime, part: Part) -> Part:
    """The part, begun as soon as the database is there and migrated."""

    async def begin(stop: asyncio.Event) -> None:
        said = None
        while not stop.is_set() and (lacking := await lacking_of(runtime)) is not None:
            if lacking != said:
                log.info("waiting", cause=lacking)
                said = lacking
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), LOOK)
        if not stop.is_set():
            await part(stop)

    return begin


async def lacking_of(runtime: Runtime) -> str | None:
    """What must still come about, if anything. A role of the application may not even enter before the migration has
    given it its rights."""
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
