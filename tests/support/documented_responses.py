"""Holds every response that a test receives from an app of a service against the committed OpenAPI document."""

import json
import re
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from starlette.types import Message, Receive, Scope, Send

from common.http.app import Api
from common.http.problems import MEDIA_TYPE, PREFIX
from tests.support.response_examples import faults_of_success, note, success_of

FOLDER = Path(__file__).parents[2] / "docs" / "contracts" / "openapi"
TYPE = re.compile(rf'"type":"{PREFIX}([a-z-]+)"'.encode())
DESCRIBED_HEADERS = frozenset(
    {
        "accept",
        "accept-encoding",
        "cache-control",
        "content-disposition",
        "content-encoding",
        "content-language",
        "etag",
        "event-position",
        "idempotent-replayed",
        "link",
        "location",
        "request-id",
        "retry-after",
        "vary",
        "www-authenticate",
    }
)
"""Headers that a caller may act on. The others are those of HTTP itself and of every response. `RateLimit` is on every
response, and documented where a caller acts on it."""
HUNG_UP = "bad-request"
"""The problem that is rendered for a caller who is gone, and so sees none."""
LONGEST_BODY = 2_000_000
"""Bytes; of a longer response only the status and the headers are compared."""
Call = Callable[[Api, Scope, Receive, Send], Coroutine[Any, Any, None]]


@dataclass(frozen=True)
class Observed:
    """A response of one operation; `problem` is the name of its type."""

    service: str
    method: str
    path: str
    status: int
    media_type: str | None
    headers: frozenset[str]
    problem: str | None = None

    def __str__(self) -> str:
        return f"{self.service} {self.method} {self.path} answered {self.status}"


@dataclass
class Undocumented:
    """What tests have seen and no document states."""

    found: list[str] = field(default_factory=list)

    def taken(self) -> list[str]:
        taken, self.found = list(dict.fromkeys(self.found)), []
        return taken


UNDOCUMENTED = Undocumented()


@cache
def documents_by_title() -> Mapping[str, tuple[str, dict[str, Any]]]:
    documents = {file.stem: json.loads(file.read_text()) for file in FOLDER.glob("*.json")}
    return {document["info"]["title"]: (service, document) for service, document in documents.items()}


def faults_of(observed: Observed, document: dict[str, Any]) -> list[str]:
    operation = document["paths"].get(observed.path, {}).get(observed.method.lower())
    if operation is None:
        return []  # a page for people, or no operation at all
    if observed.problem == HUNG_UP:
        return []
    response = operation["responses"].get(str(observed.status))
    if response is None:
        return [f"{observed}, which it does not document ({observed.problem or observed.media_type})"]
    return [*_faults_of_body(observed, response, document), *_faults_of_headers(observed, response, document)]


def _faults_of_body(observed: Observed, response: dict[str, Any], document: dict[str, Any]) -> list[str]:
    contents = response.get("content", {})
    if observed.status == 204:  # whatever its header says, it has no body
        return []
    if observed.media_type not in contents and (contents or observed.media_type):
        return [f"{observed} with {observed.media_type}, documented is {', '.join(contents) or 'no body'}"]
    if observed.media_type != MEDIA_TYPE:
        return []
    named = contents[MEDIA_TYPE]["schema"]["$ref"].rpartition("/")[2]
    types = document["components"]["schemas"][named]["properties"]["type"]["enum"]
    if f"{PREFIX}{observed.problem}" not in types or f"`{observed.problem}`" not in response["description"]:
        return [f"{observed} with {observed.problem}, which it does not document"]
    return []


def _faults_of_headers(observed: Observed, response: dict[str, Any], document: dict[str, Any]) -> list[str]:
    headers = {name.lower(): _resolved(header, document) for name, header in response.get("headers", {}).items()}
    undocumented = sorted((observed.headers & DESCRIBED_HEADERS) - set(headers) - {"cache-control"})
    missing = sorted(name for name, header in headers.items() if header["required"] and name not in observed.headers)
    return [
        *(f"{observed} with {name}, which it does not document" for name in undocumented),
        *(f"{observed} without {name}, which it documents as always given" for name in missing),
    ]


def _resolved(header: dict[str, Any], document: dict[str, Any]) -> dict[str, Any]:
    resolved: dict[str, Any] = document["components"]["headers"][header["$ref"].rpartition("/")[2]]
    return resolved


def observing(call: Call) -> Call:
    """Returns the call of an app that notes what is undocumented."""

    async def observed_call(app: Api, scope: Scope, receive: Receive, send: Send) -> None:
        known = documents_by_title().get(app.title)
        if scope["type"] != "http" or known is None:
            await call(app, scope, receive, send)
            return
        started: dict[str, Any] = {}
        body = bytearray()

        async def send_observed(message: Message) -> None:
            if message["type"] == "http.response.start":
                started.update(message)
            elif len(body) < LONGEST_BODY:
                body.extend(message.get("body", b""))
            await send(message)

        try:
            await call(app, scope, receive, send_observed)
        finally:
            if started and (path := getattr(scope.get("route"), "path", None)) is not None:
                observed = observed_of(known[0], scope["method"], path, started, bytes(body))
                UNDOCUMENTED.found += faults_of(observed, known[1])
                if len(body) < LONGEST_BODY:
                    UNDOCUMENTED.found += faults_of_body(observed, known[1], started, bytes(body))

    return observed_call


def faults_of_body(observed: Observed, document: dict[str, Any], started: Mapping[str, Any], body: bytes) -> list[str]:
    """Of a success in JSON."""
    described = document["paths"].get(observed.path, {}).get(observed.method.lower())
    success = success_of(observed.service, described, started, body) if described is not None else None
    if success is None:
        return []
    note(success)
    return faults_of_success(success, described, document)


def observed_of(service: str, method: str, path: str, started: Mapping[str, Any], body: bytes) -> Observed:
    headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in started["headers"]}
    media_type = headers["content-type"].partition(";")[0] if "content-type" in headers else None
    problem = TYPE.search(body) if media_type == MEDIA_TYPE else None
    name = problem[1].decode() if problem else None
    return Observed(service, method, path, started["status"], media_type, frozenset(headers), name)
