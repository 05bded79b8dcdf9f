"""What a call raises.

CongboError
├── ConnectionFailed            the service did not respond, also after the retries
├── MalformedResponse           the response is not what the OpenAPI document states: something is in between
├── Problem                     the service refused: RFC 9457
│   ├── MalformedRequest        400, 413, 415, 422
│   ├── NotAuthenticated        401
│   ├── NotPermitted            403
│   ├── NotFound                404
│   ├── Conflict                409
│   ├── PreconditionFailed      412: `if_match` names another version
│   ├── TooManyRequests         429
│   └── ServiceFailed           from 500 on
└── StreamNotVerified           in `stream_verification`
"""

import json
from collections.abc import Mapping
from datetime import UTC
from email.utils import parsedate_to_datetime
from typing import Any

import httpx

from congbo_client.problem_types import ProblemType

PREFIX = "urn:congbo:problem:"


class CongboError(Exception):
    """Anything that a call of this client raises on purpose."""


class ConnectionFailed(CongboError):
    """The service did not respond, also after the retries. Whether a write took effect is unknown: call again with the
    same `idempotency_key` to find out."""

    def __init__(self, message: str, idempotency_key: str | None = None) -> None:
        super().__init__(message)
        self.idempotency_key = idempotency_key


class MalformedResponse(CongboError):
    """The response is neither a success nor a problem, or not the JSON that it should be."""


class Problem(CongboError):
    """A refusal, with the members of RFC 9457. `members` has all of them, also those of this type alone. `retry_after`
    is the number of seconds that `Retry-After` states, None where the response has none."""

    def __init__(self, members: Mapping[str, Any], response: httpx.Response) -> None:
        super().__init__(f"{response.status_code} {members.get('type', '')}: {members.get('detail', '')}")
        self.members = dict(members)
        self.status = response.status_code
        self.type = str(members.get("type", "about:blank"))
        self.title = str(members.get("title", ""))
        self.detail = str(members.get("detail", ""))
        self.headers = response.headers
        self.retry_after = retry_after(response)

    def is_a(self, *types: ProblemType) -> bool:
        """Whether the type is one of these; they are written without `urn:congbo:problem:`."""
        return self.type.startswith(PREFIX) and self.type.removeprefix(PREFIX) in types


class MalformedRequest(Problem): ...


class NotAuthenticated(Problem): ...


class NotPermitted(Problem): ...


class NotFound(Problem): ...


class Conflict(Problem): ...


class PreconditionFailed(Problem): ...


class TooManyRequests(Problem): ...


class ServiceFailed(Problem): ...


BY_STATUS = {
    400: MalformedRequest,
    401: NotAuthenticated,
    403: NotPermitted,
    404: NotFound,
    409: Conflict,
    412: PreconditionFailed,
    413: MalformedRequest,
    415: MalformedRequest,
    422: MalformedRequest,
    429: TooManyRequests,
}


def problem_of(response: httpx.Response) -> CongboError:
    """The exception for a response that is no success."""
    kind = ServiceFailed if response.status_code >= 500 else BY_STATUS.get(response.status_code, Problem)
    try:
        members = json.loads(response.content)
    except ValueError:
        members = None
    if isinstance(members, dict):
        return kind(members, response)
    if response.status_code in (429, 503):  # a proxy in between speaks no RFC 9457
        return kind({"detail": response.text[:300]}, response)
    return MalformedResponse(f"{response.request.url}: {response.status_code} {response.text[:300]}")


def retry_after(response: httpx.Response) -> float | None:
    """The seconds of `Retry-After` (RFC 9110 10.2.3). A date is compared with the `Date` of the same response, since
    the clock here may differ."""
    stated = response.headers.get("Retry-After", "").strip()
    if stated.isascii() and stated.isdigit():
        return float(stated)
    try:
        until, now = (parsedate_to_datetime(text) for text in (stated, response.headers.get("Date", "")))
    except ValueError:
        return None
    return max(0.0, (until.astimezone(UTC) - now.astimezone(UTC)).total_seconds())
