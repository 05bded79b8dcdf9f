"""`Idempotency-Key`: a repeated request gets the response of the first, which is stored in the transaction of its
effect."""

import re
from hashlib import sha256

import orjson
from fastapi import Request, Response
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from common.errors import Refusal
from common.http.declarations import accepts, refuses, returns
from common.http.documented_headers import IDEMPOTENCY_KEY, IDEMPOTENT_REPLAYED
from common.identity import Actor

HEADER = "Idempotency-Key"
STORED_HEADERS = ("content-type", "etag", "event-position", "location")
KEY = re.compile(r"[\x21-\x7e]{1,255}")  # an entry of a PostgreSQL index has at most 2,704 bytes


class MalformedIdempotencyKey(Refusal):
    """An idempotency key is 1 to 255 visible characters of ASCII, such as a UUID."""

    status, type, title = 400, "malformed-idempotency-key", "The idempotency key is malformed"


class IdempotencyKeyReused(Refusal):
    """The same key was used for another request: one of the two is a mistake."""

    status, type, title = 422, "idempotency-key-reused", "The idempotency key was used for another request"


class RepeatedRequest(Exception):
    """Not a refusal: the stored response of the first request is sent again."""

    def __init__(self, response: Response) -> None:
        super().__init__("the response is stored")
        self.response = response


def actor_of(request: Request) -> str:
    actor: Actor | None = getattr(request.state, "actor", None)
    return actor.subject if actor else ""


async def fingerprint(request: Request) -> bytes:
    """Returns a hash of the request. Of a body that was streamed to a file only the digest is left, and is used
    instead."""
    head = f"{request.method} {request.url.path}?{request.url.query}\n".encode()
    streamed: bytes | None = getattr(request.state, "uploaded", None)
    return sha256(head + (await request.body() if streamed is None else streamed)).digest()


@accepts(IDEMPOTENCY_KEY)
@returns(IDEMPOTENT_REPLAYED)
@refuses(MalformedIdempotencyKey, IdempotencyKeyReused)
async def claim(connection: AsyncConnection, request: Request) -> None:
    """Waits for a concurrent request with the same key. Raises `RepeatedRequest` with the response if one is stored."""
    key = request.headers.get(HEADER)
    if key is None:
        return
    if not KEY.fullmatch(key):
        raise MalformedIdempotencyKey("an idempotency key is 1 to 255 visible characters of ASCII, such as a UUID")
    actor, hash_of_request = actor_of(request), await fingerprint(request)
    await connection.execute(
        text("SELECT pg_advisory_xact_lock(hashtextextended(:key, 6))"), {"key": f"{actor}\n{key}"}
    )
    result = await connection.execute(
        text("SELECT request, status, headers, body FROM idempotent_response WHERE actor = :actor AND key = :key"),
        {"actor": actor, "key": key},
    )
    if (row := result.one_or_none()) is None:
        return
    if row.request != hash_of_request:
        raise IdempotencyKeyReused(f"the key {key!r} was used for another request", key=key)
    raise RepeatedRequest(Response(row.body, row.status, {**row.headers, "Idempotent-Replayed": "true"}))


async def store(connection: AsyncConnection, request: Request, response: Response) -> None:
    """Stores the response, unless its handler forbids it by `Cache-Control: no-store`."""
    key = request.headers.get(HEADER)
    if key is None or "no-store" in response.headers.get("cache-control", ""):
        return
    headers = {name: response.headers[name] for name in STORED_HEADERS if name in response.headers}
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
            "headers": orjson.dumps(headers).decode(),
            "body": bytes(response.body),
        },
    )
