"""An operation that is to go says so in its document and in each of its responses, and answers 410 once its time is
over: docs/versions.md has the rules."""

from calendar import monthrange
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime, time
from email.utils import format_datetime
from typing import Any
from urllib.parse import quote

from fastapi.routing import APIRoute
from starlette.routing import BaseRoute

from common.http.declarations import Declarations, Declaring, Deprecation, declares
from common.http.http_refusals import HttpRefusal

LEAST_MONTHS = 12
"""Between the day from which an operation is deprecated and its sunset."""
LEAST_MONTHS_OF_NOTICE = 6
"""Between the day on which the sunset was first named and the sunset."""


class SunsetTooEarly(ValueError):
    """The operation would end earlier than integrators were promised."""


class OperationEnded(HttpRefusal):
    """The sunset of the operation is over; `replaced_by` names the operation that takes its place."""

    status, type, title = 410, "operation-ended", "The operation has ended"

    def __init__(self, ended_on: date, replaced_by: str) -> None:
        super().__init__(f"since {ended_on} use {replaced_by}", ended_on=ended_on, replaced_by=replaced_by)


def deprecated(
    since: date, *, replaced_by: str, sunset: date | None = None, sunset_named_on: date | None = None
) -> Callable[[Declaring], Declaring]:
    """Marks the endpoint: from `since` on, callers use the operation `replaced_by`; from `sunset` on the endpoint is
    not called, and every request gets 410 `operation-ended`. `sunset_named_on` is the day on which the sunset was first
    announced, `since` where it is left out. Raises `SunsetTooEarly`."""
    if sunset is not None:
        named = sunset_named_on or since
        earliest = max(months_after(since, LEAST_MONTHS), months_after(named, LEAST_MONTHS_OF_NOTICE))
        if sunset < earliest:
            raise SunsetTooEarly(
                f"{sunset} is before {earliest}: {LEAST_MONTHS} months after {since},"
                f" and {LEAST_MONTHS_OF_NOTICE} after {named}"
            )
    return declares(Declarations(deprecation=Deprecation(since, sunset, replaced_by)))


def months_after(day: date, months: int) -> date:
    """The same day of a later month, or the last one of a month that has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def deprecation_headers(deprecation: Deprecation, docs_base_url: str | None) -> list[tuple[bytes, bytes]]:
    """`Deprecation` (RFC 9745), `Sunset` (RFC 8594) where its day is known, and a link to the changelog where that is
    published. Days begin at midnight UTC."""
    headers = [(b"deprecation", f"@{_midnight(deprecation.since).timestamp():.0f}".encode())]
    if deprecation.sunset is not None:
        headers.append((b"sunset", format_datetime(_midnight(deprecation.sunset), usegmt=True).encode()))
    if docs_base_url is not None:
        headers.append((b"link", f'<{docs_base_url}contracts/CHANGELOG.md>; rel="deprecation"'.encode()))
    return headers


def end_of(deprecation: Deprecation, moment: datetime) -> OperationEnded | None:
    """The refusal of every request at this moment, if the sunset is over."""
    if deprecation.sunset is None or moment < _midnight(deprecation.sunset):
        return None
    return OperationEnded(deprecation.sunset, deprecation.replaced_by)


def successor_headers(
    routes: Iterable[BaseRoute], replaced_by: str, places: Mapping[str, Any]
) -> list[tuple[bytes, bytes]]:
    """`Link` with `rel="successor-version"` (RFC 5829) to the operation `replaced_by`. `places` are the parameters in
    the path of the request: there is no link where the other path has one more, or is that of another service."""
    for route in routes:
        if (
            isinstance(route, APIRoute)
            and route.operation_id == replaced_by
            and route.param_convertors.keys() <= places.keys()
        ):
            path = route.path_format.format(**{name: quote(str(place), safe="") for name, place in places.items()})
            return [(b"link", f'<{path}>; rel="successor-version"'.encode())]
    return []


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
