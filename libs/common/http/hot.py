"""The hottest reads, answered before FastAPI is asked: all that wait become one statement, and no answer is older than its question.

A hot read answers only what its plain route would answer with 200 or 304, byte for byte. Everything else, refusals above all, falls
through to the plain route. Bodies are remembered, and each is answered only after the database has said that nothing has changed since.
FastAPI alone costs three times what such an answer costs here (docs/adr/0005).
"""

import asyncio
import time
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import structlog
from starlette.types import ASGIApp, Receive, Scope, Send

from common.clock import Clock
from common.database import connect
from common.http.edge import HEADERS, measured
from common.http.etags import body_tag, is_known
from common.http.freshness import HEADER
from common.service import HotRead

FRESHNESS = HEADER.lower().encode()
JSON = (b"content-type", b"application/json")

REMEMBERED = 64_000_000  # bytes of bodies for each hot read; some 20,000 procedures

OVERHEAD = 1_000
"""About what an answer takes beside its body."""

log = structlog.get_logger()

Headers = list[tuple[bytes, bytes]]
Future = asyncio.Future["Answer | None"]


class HotReads:
    """Stands before the edge, and does of it what an answer without a body to take in needs: the headers and the measuring.

    One of its reads is chosen by the path; a query, or a wish to wait, is for the plain route.
    """

    def __init__(self, app: ASGIApp, readers: Sequence["HotReader"]) -> None:
        self.app = app
        self.readers = readers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        reader, key = self._asked(scope) if scope["type"] == "http" and scope["method"] == "GET" else (None, "")
        if reader is not None:
            began = time.perf_counter()
            if (answer := await reader.answer(key)) is not None:
                status = await reply(send, answer, scope["headers"])
                measured("GET", reader.read.path, status).observe(time.perf_counter() - began)
                return
        await self.app(scope, receive, send)

    def _asked(self, scope: Scope) -> tuple["HotReader | None", str]:
        for reader in self.readers:
            if (key := reader.read.key(scope["path"])) is not None:
                if scope["query_string"] or any(name == FRESHNESS for name, _ in scope["headers"]):
                    break
                return reader, key
        return None, ""


class Answer:
    """A body with the headers that go with it, made once."""

    __slots__ = ("body", "head", "headers", "tag")

    def __init__(self, body: bytes) -> None:
        self.body = body
        self.tag = body_tag(body)
        self.headers: Headers = [(b"content-length", b"%d" % len(body)), JSON, (b"etag", self.tag.encode()), *HEADERS]
        self.head = {"type": "http.response.start", "status": 200, "headers": self.headers}


async def reply(send: Send, answer: Answer, asked: Headers) -> int:
    """Answers with the status that it sent."""
    wanted = next((value for name, value in asked if name == b"if-none-match"), None)
    if wanted is not None and is_known(answer.tag, wanted.decode("latin-1")):
        await send({"type": "http.response.start", "status": 304, "headers": [(b"etag", answer.tag.encode()), *HEADERS]})
        await send({"type": "http.response.body"})
        return 304
    await send(answer.head)
    await send({"type": "http.response.body", "body": answer.body})
    return 200


class Remembered:
    """The answers of one revision and day, up to so many bytes."""

    def __init__(self, limit: int = REMEMBERED) -> None:
        self.limit = limit
        self.of: tuple[object, ...] | None = None
        self.answers: dict[str, Answer] = {}
        self.size = 0

    def turn_to(self, of: tuple[object, ...]) -> dict[str, Answer]:
        """What is remembered of just this revision and day."""
        if of != self.of or self.size > self.limit:
            self.of, self.answers, self.size = of, {}, 0
        return self.answers

    def add(self, key: str, answer: Answer) -> None:
        self.answers[key] = answer
        self.size += len(answer.body) + len(key) + OVERHEAD


class HotReader:
    """Who asks while a statement runs waits for the next one."""

    def __init__(self, read: HotRead, database_url: str, clock: Clock) -> None:
        self.read = read
        self.database_url = database_url
        self.clock = clock
        self._connection: Any = None
        self._remembered = Remembered()
        self._waiting: dict[str, Future] = {}
        self._working: asyncio.Task[None] | None = None

    async def answer(self, key: str) -> Answer | None:
        """None where the plain route must say why there is no answer."""
        future = self._waiting.get(key)
        if future is None:
            future = self._waiting[key] = asyncio.get_running_loop().create_future()
        if self._working is None:
            self._working = asyncio.create_task(self._work())
        return await asyncio.shield(future)  # others may wait for the same

    async def close(self) -> None:
        if self._working is not None:
            await asyncio.wait([self._working])
        if self._connection is not None:
            await self._connection.close()

    async def _work(self) -> None:
        try:
            while self._waiting:
                asked, self._waiting = self._waiting, {}
                await self._settle(asked)
        finally:
            self._working = None

    async def _settle(self, asked: dict[str, Future]) -> None:
        found = await self._found(list(asked))
        for key, future in asked.items():
            future.set_result(found.get(key))

    async def _found(self, keys: list[str]) -> Mapping[str, Answer]:
        """Nothing where reading fails: the plain route then tries by itself, and says what is wrong."""
        try:
            if self._connection is None or self._connection.is_closed():
                self._connection = await connect(self.database_url, application_name="hot reads")
                self._remembered = Remembered()  # what answers now may be restored from a backup, and count its revisions anew
            return await self._fresh(keys, self.clock.today())
        except Exception as failed:
            log.warning("a hot read failed", path=self.read.path, cause=repr(failed))
            self._connection = None
            return {}

    async def _fresh(self, keys: list[str], today: date) -> Mapping[str, Answer]:
        remembered = self._remembered.turn_to((await self.read.revision(self._connection), today))
        found = {key: remembered[key] for key in keys if key in remembered}
        if len(found) == len(keys):
            return found
        revision, bodies = await self.read.bodies(self._connection, [key for key in keys if key not in found], today)
        made = {key: Answer(body) for key, body in bodies.items()}
        self._remembered.turn_to((revision, today))
        for key, answer in made.items():
            self._remembered.add(key, answer)
        return {**found, **made}
