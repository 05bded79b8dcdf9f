"""Answers of plain routes that are remembered, and given again only after the database has said that nothing has changed since.

For reads whose answers hang on nothing but their query, the day and what moves a revision: the pages of a list, a search. The plain
route answers what is asked for the first time; its answer is remembered under the revision that stood when it was asked for.
"""

import time
from collections.abc import Mapping, Sequence
from typing import Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from common.clock import Clock
from common.http.cache.coalescing import Turns
from common.http.cache.point_reads import FRESHNESS, Answer, Headers, Remembered, reply
from common.http.outer_middleware import measured
from common.service.api_definition import RecalledReads

LARGEST = 500_000  # bytes of a body that is worth remembering

Standing = tuple[object, ...]
"""The connection that said so, its revision, and the day."""


class Recall:
    """Stands before the edge, like the hot reads."""

    def __init__(self, app: ASGIApp, standing: "StandingRevision") -> None:
        self.app = app
        self.standing = standing
        self.remembered = Remembered()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not self._may_recall(scope):
            await self.app(scope, receive, send)
            return
        began, key = time.perf_counter(), f"{scope['path']}?{scope['query_string'].decode('latin-1')}"
        before = await self.standing.now()
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
            and scope["path"] in self.standing.reads.paths
            and all(name != FRESHNESS for name, _ in scope["headers"])
        )


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
    """Which revision stands, as the connection that is asked says it."""

    def __init__(self, reads: RecalledReads, database_url: str, clock: Clock) -> None:
        self.reads = reads
        self.clock = clock
        self._turns = Turns(database_url, self._asked, "what stands")

    async def now(self) -> Standing | None:
        """None where nobody can say."""
        said = await self._turns.ask(None)
        return None if said is None else (*said, self.clock.today())

    async def _asked(self, connection: Any, _: Sequence[None]) -> Mapping[None, tuple[object, int]]:
        return {None: (connection, await self.reads.revision(connection))}

    async def close(self) -> None:
        await self._turns.close()
