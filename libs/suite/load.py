"""Loads the demo book through the public HTTP APIs, as a client would: each write under a key of its own, so that a retry changes nothing."""

import asyncio
import contextlib
from collections.abc import Sequence
from typing import Any, Protocol
from urllib.parse import quote

import httpx

from suite import book
from suite.installation import Installation
from suite.town import CannotRun, Town

TRIES = 5
CLERK = (
    "catalogue.write", "decisions.draft", "decisions.publish", "decisions.back_enter", "online_services.register",
)  # fmt: skip


class Progress(Protocol):
    def advance(self, label: str) -> None: ...


class Clerk:
    """A client of the suite with a token; refusals end the load with their detail, failures are tried again."""

    def __init__(self, town: Town | Installation, scopes: Sequence[str] = CLERK) -> None:
        self.town = town
        token = town.token(*scopes, subject="clerk", name="Demo clerk", agency="H60")
        self.http = httpx.AsyncClient(headers={"Authorization": f"Bearer {token}"}, timeout=60)
        self.seen = ""

    async def __aenter__(self) -> "Clerk":
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.http.aclose()

    async def post(self, service: str, path: str, body: dict[str, Any] | None, key: str) -> dict[str, Any]:
        """The answer's body; remembers its `Event-Position`, so that the next service is asked only when it knows."""
        headers = {"Idempotency-Key": quote(key)}  # a header carries ASCII only
        if self.seen and service != "procedures":
            headers["Event-Position-At-Least"] = self.seen
        for attempt in range(TRIES):
            with contextlib.suppress(httpx.TransportError):
                answer = await self.http.post(f"{self.town.urls[service]}{path}", json=body, headers=headers)
                if answer.status_code != httpx.codes.SERVICE_UNAVAILABLE:
                    return self._taken(service, path, answer)
            await asyncio.sleep(0.2 * 2**attempt)
        raise CannotRun(f"{service} does not answer {path}")

    def _taken(self, service: str, path: str, answer: httpx.Response) -> dict[str, Any]:
        if answer.is_error:
            raise CannotRun(f"{service} refused {path}: {answer.text[:600]}")
        if service == "procedures":
            self.seen = answer.headers.get("Event-Position", self.seen)
        taken: dict[str, Any] = answer.json()
        return taken


async def load_book(town: Town, progress: Progress) -> None:
    async with Clerk(town) as clerk:
        await clerk.post("procedures", "/v1/agencies", {"agencies": book.agencies()}, "book agencies")
        await clerk.post("procedures", "/v1/fields", {"fields": book.fields()}, "book fields")
        for step in book.steps():
            await take(clerk, step)
            progress.advance(step.label)


async def take(clerk: Clerk, step: book.Step) -> None:
    if step.path == "/v1/decisions":
        await publish(clerk, step.body, step.key)
    else:
        await clerk.post("online_services", step.path, step.body, step.key)


async def publish(clerk: Clerk, body: dict[str, Any], key: str) -> dict[str, Any]:
    """Draft and publish one Decision."""
    draft = await clerk.post("procedures", "/v1/decisions", body, f"{key} draft")
    return await clerk.post("procedures", f"/v1/decisions/{draft['id']}/publish", None, f"{key} publish")
