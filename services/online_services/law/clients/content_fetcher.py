"""The process that fetches the contents of versions from `procedures`."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable

import httpx
import structlog

from common import metrics
from common.consumer.feed_client import KEPT, TIMEOUT, tls_context
from common.database.connections import is_transient
from common.service.definition import Runtime
from online_services.law.commands import fetch_contents as command
from online_services.law.commands.fetch_contents import ContentUnavailable
from online_services.law.storage.stored_contents import applied_sequence, keep_contents, missing_contents

POLL_INTERVAL = 0.5  # seconds
IN_ONE_ROUND = 200
PAUSE_AFTER_FAILURE = 5.0  # seconds, before what was not returned is asked for again

log = structlog.get_logger()


class ProcedureContents:
    """The public API of `procedures`, which needs no token."""

    def __init__(self, base_url: str, transport: httpx.AsyncBaseTransport | None = None) -> None:
        self.http = httpx.AsyncClient(
            base_url=base_url,
            timeout=TIMEOUT,
            verify=tls_context(),
            limits=KEPT,
            transport=transport,
            headers={"Accept-Language": "en"},  # of problems, which are logged
        )

    async def content(self, procedure_code: str, version: int) -> bytes:
        """Raises `ContentUnavailable`, also where the source redirects: a procedure that got another code is asked for
        by that code when its event has arrived."""
        path = f"/v1/procedures/{procedure_code}/versions/{version}"
        try:
            response = await self.http.get(path)
        except httpx.HTTPError as error:
            raise ContentUnavailable(f"procedures does not answer: {error!r}") from error
        if response.status_code != httpx.codes.OK:
            raise ContentUnavailable(f"procedures answered {response.status_code} for {path}")
        return response.content

    async def close(self) -> None:
        await self.http.aclose()


class ContentFetcher:
    """Looks for missing contents whenever events were applied, and again after a failure."""

    def __init__(self, runtime: Runtime, source: ProcedureContents) -> None:
        self.runtime = runtime
        self.source = source
        self._complete_at: int | None = None

    async def run(self, stop: asyncio.Event) -> None:
        while not stop.is_set():
            try:
                pause = await self.round()
            except Exception as error:
                if not is_transient(error):
                    raise
                log.warning("fetching contents was interrupted", cause=repr(error))
                pause = PAUSE_AFTER_FAILURE
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), pause)

    async def round(self) -> float:
        """Returns after how many seconds to look again."""
        async with self.runtime.engine.connect() as connection:
            applied = await applied_sequence(connection)
            if applied == self._complete_at:
                return POLL_INTERVAL
            missing = await missing_contents(connection, IN_ONE_ROUND)
        if not missing:
            metrics.contents_missing.set(0)
            self._complete_at = applied
            return POLL_INTERVAL
        # no transaction is open while the source is asked
        contents = await command.fetch_contents(self.source, missing)
        async with self.runtime.engine.begin() as connection:
            await keep_contents(connection, contents, self.runtime.clock.now())
        metrics.contents_missing.set(len(missing) - len(contents))
        return 0.0 if len(contents) == len(missing) else PAUSE_AFTER_FAILURE


def fetch_contents(runtime: Runtime) -> Callable[[asyncio.Event], Awaitable[None]]:
    """Fetch the contents of versions from `procedures`, and keep them."""
    source = ProcedureContents(runtime.settings.url_of("procedures"))

    async def fetch(stop: asyncio.Event) -> None:
        try:
            await ContentFetcher(runtime, source).run(stop)
        finally:
            await source.close()

    return fetch
