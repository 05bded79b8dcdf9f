"""The hottest reads, answered before FastAPI is asked: all that wait become one statement, and no answer is older than its question.

A hot read answers only what its plain route would answer with 200 or 304, byte for byte. Everything else, refusals above all, falls
through to the plain route. Bodies are remembered, and each is answered only after the database has said that nothing has changed since.
FastAPI alone costs three times what such an answer costs here (docs/adr/0005).
"""

import time
from collections.abc import Mapping, Sequence
from typing import Any

from starlette.types import ASGIApp, Receive, Scope, Send

from common.clock import Clock
from common.http.cache.coalescing import Turns
from common.http.etags import body_tag, is_known
from common.http.headers import HEADER
from common.http.outer_middleware import HEADERS, measured
from common.service.api_definition import HotRead

FRESHNESS = HEADER.lower().encode()
JSON = (b"content-type", b"application/json")

REMEMBERED = 64_000_000  # bytes of bodies for each hot read; some 20,000 procedures

OVERHEAD = 1_000
"""About what an answer takes beside its body."""

Headers = list[tuple[bytes, bytes]]


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
    """The answers of one revision and day, up to so many bytes; and of one connection: another may be to a restored database, which counts
    its revisions anew."""

    def __init__(self, limit: int = REMEMBERED) -> None:
        self.limit = limit
        self.of: tuple[object, ...] | None = None
        self.answers: dict[str, Answer] = {}
        self.size = 0

    def turn_to(self, of: tuple[object, ...]) -> dict[str, Answer]:
        """What is remembered of just this connection, revision and day."""
        if of != self.of or self.size > self.limit:
            self.of, self.answers, self.size = of, {}, 0
        return self.answers

    def add(self, key: str, answer: Answer) -> None:
        self.answers[key] = answer
        self.size += len(answer.body) + len(key) + OVERHEAD


class HotReader:
    """Answers from memory what stands, and reads the rest, for all who wait at once."""

    def __init__(self, read: HotRead, database_url: str, clock: Clock) -> None:
        self.read = read
        self.clock = clock
        self._remembered = Remembered()
        self._turns = Turns(database_url, self._fresh, read.path)

    async def answer(self, key: str) -> Answer | None:
        """None where the plain route must say why there is no answer."""
        return await self._turns.ask(key)

    async def close(self) -> None:
        await self._turns.close()

    async def _fresh(self, connection: Any, keys: Sequence[str]) -> Mapping[str, Answer]:
        today = self.clock.today()
        remembered = self._remembered.turn_to((connection, await self.read.revision(connection), today))
        found = {key: remembered[key] for key in keys if key in remembered}
        if len(found) == len(keys):
            return found
        revision, bodies = await self.read.bodies(connection, [key for key in keys if key not in found], today)
        made = {key: Answer(body) for key, body in bodies.items()}
        self._remembered.turn_to((connection, revision, today))
        for key, answer in made.items():
            self._remembered.add(key, answer)
        return {**found, **made}
