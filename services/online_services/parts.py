"""The long-running process that watches over terms: those of dossiers, and those of drafts."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable

import structlog

from common.database.connections import is_transient
from common.service.definition import Runtime
from online_services.dossiers.clients.deadline_watcher import watch_once
from online_services.drafts.clients.draft_deleter import delete_once

POLL_INTERVAL = 10.0  # seconds: a warning names a moment some hours or days ahead of the appointment

log = structlog.get_logger()


def watch_deadlines(runtime: Runtime) -> Callable[[asyncio.Event], Awaitable[None]]:
    """Warn of appointments that are near, and delete drafts that were untouched for too long."""

    async def watch(stop: asyncio.Event) -> None:
        while not stop.is_set():
            try:
                await watch_once(runtime, stop.is_set)
                await delete_once(runtime, stop.is_set)
            except Exception as error:
                if not is_transient(error):
                    raise
                log.warning("watching deadlines was interrupted", cause=repr(error))
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), POLL_INTERVAL)

    return watch
