"""Answers of plain routes that are remembered, and given again only after the database has said that nothing has changed since.

For reads whose answers hang on nothing but their query, the day and what moves a revision: the pages of a list, a search. The plain
route answers what is asked for the first time; its answer is remembered under the revision that stood when it was asked for.
"""

import asyncio
import time
from typing import Any

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from common.clock import Clock
from common.database import connect
from common.http.edge import measured
from common.http.hot import FRESHNESS, Answer, Headers, Remembered, reply
from common.service import RecalledReads

LARGEST = 500_000  # bytes of a body that is worth remembering

log = structlog.get_logger()

Standing = tuple[object, ...]
"""The connection that said so, its revision, and the day."""


class Recall:
    """Stands before the edge, like the hot reads."""

    app: ASGIApp

    def __init__(self, reads: RecalledReads, database_url: str, clock: Clock) -> None:
        self.reads = reads
        self.clock = clock
        self.standing = StandingRevision(reads, database_url)
        self.remembered = Remembered()

    def before(self, app: ASGIApp) -> "Recall":
        self.app = app
        return self

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not self._may_recall(scope):
            await self.app(scope, receive, send)
            return
        began, key = time.perf_counter(), f"{scope['path']}?{scope['query_string'].decode('latin-1')}"
        before = await self._now()
        if before is not None and (answer := self.remembered.turn_to(before).get(key)) is not None:
            status = await reply(send, answer, scope["headers"])
            measured("GET", scope["path"], status).observe(time.perf_counter() - began)
            return
        heard = Heard(send)
        await self.app(scope, receive, heard.send)
        if before is not None and self.remembered.of == before and (answer := heard.answer()) is not None:
            self.remembered.add(
                key, answer
            )  # newer than `before` if that has passed: then nobody is told any more that it stands

    def _may_recall(self, scope: Scope) -> bool:
        return (
            scope["type"] == "http"
            and scope["method"] == "GET"
            and scope["path"] in self.reads.paths
            and all(name != FRESHNESS for name, _ in scope["headers"])
        )

    async def _now(self) -> Standing | None:
        said = await self.standing.now()
        return None if said is None else (*said, self.clock.today())

    async def close(self) -> None:
        await self.standing.close()


class Heard:
    """What the plain route answered, beside sending it on."""

    def __init__(self, send: Send) -> None:
        self.on = send
        self.start: Message = {}
        self.body = b""
        self.whole = False

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.start = message
        elif message["type"] == "http.response.body" and len(self.body) <= LARGEST:
            self.body += message.get("body", b"")
            self.whole = not message.get("more_body", False)
        await self.on(message)

    def answer(self) -> Answer | None:
        """None for what is no ordinary answer: one that says more in its headers than an answer from memory would."""
        if not self.whole or len(self.body) > LARGEST or self.start.get("status") != 200:
            return None
        made = Answer(self.body)
        told: Headers = [(name, value) for name, value in self.start["headers"]]
        return made if sorted(told) == sorted(made.headers) else None


class StandingRevision:
    """Which revision stands. Who asks while a statement runs waits for the next one: an answer is never older than its question."""

    def __init__(self, reads: RecalledReads, database_url: str) -> None:
        self.reads = reads
        self.database_url = database_url
        self._connection: Any = None
        self._waiting: list[asyncio.Future[tuple[object, int] | None]] = []
        self._working: asyncio.Task[None] | None = None

    async def now(self) -> tuple[object, int] | None:
        """With the connection that said so: another may be to a restored database, which counts its revisions anew. None where nobody
        can say."""
        future: asyncio.Future[tuple[object, int] | None] = asyncio.get_running_loop().create_future()
        self._waiting.append(future)
        if self._working is None:
            self._working = asyncio.create_task(self._work())
        return await future

    async def close(self) -> None:
        if self._working is not None:
            await asyncio.wait([self._working])
        if self._connection is not None:
            await self._connection.close()

    async def _work(self) -> None:
        try:
            while self._waiting:
                asked, self._waiting = self._waiting, []
                said = await self._ask()
                for future in asked:
                    if not future.done():  # nobody waits any more
                        future.set_result(said)
        finally:
            self._working = None

    async def _ask(self) -> tuple[object, int] | None:
        try:
            if self._connection is None or self._connection.is_closed():
                self._connection = await connect(self.database_url, application_name="hot reads")
            revision: int = await self.reads.revision(self._connection)
        except Exception as failed:
            log.warning("what stands could not be asked", cause=repr(failed))
            self._connection = None
            return None
        return self._connection, revision
