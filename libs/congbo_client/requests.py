"""One call as an HTTP request, and its response. Nothing here sends anything."""

import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Generic, TypeVar
from urllib.parse import quote

import httpx

from congbo_client.problems import MalformedResponse

T = TypeVar("T")
Parameter = str | int | float | bool | date | datetime | uuid.UUID | Sequence[str] | None


@dataclass(frozen=True)
class Response(Generic[T]):
    """The body of a success with what its headers state."""

    body: T
    status: int
    headers: httpx.Headers

    @property
    def etag(self) -> str | None:
        """The version of the resource, for `if_match`."""
        etag: str | None = self.headers.get("ETag")
        return etag

    @property
    def event_position(self) -> str | None:
        """The position of the last event of a write. Given to any service as `event_position_at_least`, that one
        responds when it has applied it."""
        position: str | None = self.headers.get("Event-Position")
        return position

    @property
    def is_replayed(self) -> bool:
        """Whether this is the stored response to an earlier request with the same idempotency key."""
        return "Idempotent-Replayed" in self.headers


@dataclass(frozen=True)
class Request:
    """`timeout` replaces that of the client if it is given."""

    method: str
    path: str
    query: Mapping[str, Any] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    content: bytes | None = None
    timeout: float | None = None

    @property
    def is_repeatable(self) -> bool:
        return self.method in ("GET", "HEAD") or "Idempotency-Key" in self.headers


def new_key() -> str:
    return str(uuid.uuid4())


def path_segment(value: Parameter) -> str:
    return quote(as_text(value), safe="")


def given(**parameters: Parameter) -> dict[str, str | list[str]]:
    """The parameters that are not None, as texts. A name that is a keyword of Python ends in `_`."""
    return {name.rstrip("_"): as_texts(value) for name, value in parameters.items() if value is not None}


def as_texts(value: Parameter) -> str | list[str]:
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [as_text(each) for each in value]
    return as_text(value)


def as_text(value: Parameter) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case date():  # and datetime
            return value.isoformat()
        case _:
            return str(value)


def json_bytes(body: Any) -> bytes | None:
    return None if body is None else json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()


def request_headers(
    content_type: str | None = None,
    *,
    if_match: str | None = None,
    event_position_at_least: str | None = None,
    idempotency_key: str | None = None,
) -> dict[str, str]:
    headers = {
        "Content-Type": content_type,
        "If-Match": if_match,
        "Event-Position-At-Least": event_position_at_least,
        "Idempotency-Key": idempotency_key,
    }
    return {name: value for name, value in headers.items() if value is not None}


def json_response(response: httpx.Response) -> Response[Any]:
    try:
        return Response(json.loads(response.content), response.status_code, response.headers)
    except ValueError as error:
        raise MalformedResponse(f"{response.request.url}: the response is not JSON") from error


def bytes_response(response: httpx.Response) -> Response[bytes]:
    return Response(response.content, response.status_code, response.headers)


def empty_response(response: httpx.Response) -> Response[None]:
    return Response(None, response.status_code, response.headers)
