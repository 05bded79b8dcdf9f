"""`Idempotency-Key`: a repeated request gets the answer of the first, stored in the same transaction as its effect."""

import re
from hashlib import sha256

import orjson
from fastapi import Request, Response
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from common.errors import Refusal
from common.identity import Actor

HEADER = "Idempotency-Key"
KEPT = ("content-type", "etag", "event-position", "location")
KEY = re.compile(r"[\x21-\x7e]{1,255}")  # a row of PostgreSQL's index has 2,704 bytes at most


class MalformedIdempotencyKey(Refusal):
    """An idempotency key is 1 to 255 visible characters of ASCII, such as a UUID."""

    status, type, title = 400, "malformed-idempotency-key", "The idempotency key is malformed"


class IdempotencyKeyReused(Refusal):
    """The same key came with another request: one of them is a mistake."""

    status, type, title = 422, "idempotency-key-reused", "The idempotency key was used for another request"


class RepeatedRequest(Exception):
    """Not a refusal: the stored answer of the first request stands for this one too."""

    def __init__(self, response: Response) -> None:
        super().__init__("answered before")
        self.response = response


def actor_of(request: Request) -> str:
    actor: Actor | None = getattr(request.state, "actor", None)
    return actor.subject if actor else ""


async def fingerprint(request: Request) -> bytes:
    """A body that was streamed to a file is there no more; its digest stands for it."""
    asked = f"{request.method} {request.url.path}?{request.url.query}\n".encode()
    streamed: bytes | None = getattr(request.state, "uploaded", None)
    return sha256(asked + (await request.body() if streamed is None else streamed)).digest()


async def claim(connection: AsyncConnection, request: Request) -> None:
    """Wait for whoever acts under the same key now; raises `RepeatedRequest` with the answer if one is stored."""
    key = request.headers.get(HEADER)
    if key is None:
        return
    if not KEY.fullmatch(key):
        raise MalformedIdempotencyKey("an idempotency key is 1 to 255 visible characters of ASCII, such as a UUID")
    actor, asked = actor_of(request), await fingerprint(request)
    await connection.execute(
        text("SELECT pg_advisory_xact_lock(hashtextextended(:key, 6))"), {"key": f"{actor}\n{key}"}
    )
    found = await connection.execute(
        text("SELECT request, status, headers, body FROM idempotent_response WHERE actor = :actor AND key = :key"),
        {"actor": actor, "key": key},
    )
    if (row := found.one_or_none()) is None:
        return
    if row.request != asked:
        raise IdempotencyKeyReused(f"the key {key!r} was used for another request", key=key)
    raise RepeatedRequest(Response(row.body, row.status, {**row.headers, "Idempotent-Replayed": "true"}))


async def store(connection: AsyncConnection, request: Request, response: Response) -> None:
    """Keep the answer, unless its handler said that it must not be stored."""
    key = request.headers.get(HEADER)
    if key is None or "no-store" in response.headers.get("cache-control", ""):
        return
    kept = {name: response.headers[name] for name in KEPT if name in response.headers}
    await connection.execute(
        text(
            "INSERT INTO idempotent_response (actor, key, request, status, headers, body)"
            " VALUES (:actor, :key, :request, :status, CAST(:headers AS jsonb), :body)"
        ),
        {
            "actor": actor_of(request),
            "key": key,
            "request": await fingerprint(request),
            "status": response.status_code,
            "headers": orjson.dumps(kept).decode(),
            "body": bytes(response.body),
        },
    )
