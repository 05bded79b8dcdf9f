"""The headers that middleware and the rendering of problems add, whatever an operation declares."""

from collections.abc import Iterator

from common.http.declarations import HttpHeader
from common.http.documented_headers import (
    CONTENT_ENCODING,
    CONTENT_LANGUAGE,
    DEPRECATION,
    RATE_LIMIT,
    RATE_LIMIT_POLICY,
    REQUEST_ID,
    SUNSET,
    VARY,
)
from common.http.openapi.operation import Operation


def general_headers(operation: Operation, status: int, *, has_body: bool) -> Iterator[HttpHeader]:
    """Of a response with this status. `RateLimit` is on every response; it is stated where a caller acts on it."""
    yield REQUEST_ID
    if has_body or status == 304:
        yield VARY
    if has_body and operation.is_open:
        yield CONTENT_ENCODING
    if not operation.is_probe and (status < 300 or status == 429):
        yield from (RATE_LIMIT, RATE_LIMIT_POLICY)
    if operation.declared.deprecation is not None:
        yield from (DEPRECATION, SUNSET)


def general_headers_of_problems(operation: Operation, status: int) -> tuple[HttpHeader, ...]:
    return (CONTENT_LANGUAGE, *general_headers(operation, status, has_body=True))
