"""Renders every refusal and failure as an RFC 9457 problem. The types are a closed list in docs/problems.md.

Refusal
├── malformed-position, position-beyond-tail, shard-not-found, …   declared beside their rules
├── token-missing, invalid-token, insufficient-scope
└── malformed-request (422): the body or a parameter does not have the form that the operation describes
"""

import http
import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import quote

import orjson
import structlog
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from common.clock import Clock, SystemClock
from common.database.connections import is_transient, not_writable_reason
from common.errors import MalformedRequest, MovedPermanently, RecordingPaused, Refusal
from common.http.http_refusals import HttpRefusal
from common.http.languages import preferred
from common.http.part_names import PERSONAL_NUMBER, part_name
from common.http.problem_texts import DETAILS, TITLES
from common.http.request_body import MOST_MALFORMED
from common.http.unrouted_requests import allowed_methods, options_response, redirect_without_slash
from common.request_ids import request_id
from common.service.api_definition import Problem, RenderProblem

log = structlog.get_logger()
PREFIX = "urn:congbo:problem:"
COUNTED_STATUS = "congbo.counted_status"
"""Where a scope holds the status that metrics count, if the response has another one: a refusal that is a SOAP fault
has 500, and is no failure of the service, else anybody could raise its alarms."""
MEDIA_TYPE = "application/problem+json"
UUID_TEXT = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
PHRASES = {408: "Request timeout", 413: "Request too large"}  # Python changed its own phrases in version 3.13


def safe_path(request: Request) -> str:
    """Returns the path without personal numbers: it goes into logs and into the problems that callers keep."""
    parts = request.url.path.split("/")
    return "/".join(part if UUID_TEXT.fullmatch(part) else PERSONAL_NUMBER.sub("…", part) for part in parts)


def problem(request: Request, status: int, type: str, title: str, detail: str, **facts: Any) -> Response:
    """`type` never changes. The link to its documentation depends on the deployment, and is therefore a header. `title`
    and `detail` are English; the caller gets them in the language that they prefer, but for operations whose problems
    have a form of their own."""
    headers = headers_of(request, status, type)
    if status == http.HTTPStatus.TOO_MANY_REQUESTS:
        headers["Retry-After"] = str(facts["seconds"])
    if (render := form_of(request)) is not None:
        request.scope[COUNTED_STATUS] = status
        return render(request, Problem(status, type, title, detail, headers, facts))
    language, title, detail = texts_for(request, type, title, detail, facts)
    body = {
        **facts,
        **({} if (id := request_id.get()) is None else {"request_id": id}),
        "type": PREFIX + type,
        "title": title,
        "status": status,
        "detail": detail,
        "instance": safe_path(request),
    }
    headers |= {"Content-Language": language, "Vary": "Accept-Language"}
    return Response(orjson.dumps(body, default=str), status, headers, MEDIA_TYPE)


def form_of(request: Request) -> RenderProblem | None:
    """The state is absent where no lifespan has run, as in a test of a single layer."""
    state = request.scope.get("state") or {}
    if "runtime" not in state:
        return None
    path = request.scope["path"]
    forms = state["runtime"].service.api().problem_forms.items()
    return next((render for begin, render in forms if path == begin or path.startswith(f"{begin}/")), None)


def headers_of(request: Request, status: int, type: str) -> dict[str, str]:
    headers = {}
    if (docs := docs_base_url(request)) is not None:
        headers["Link"] = f'<{docs}problems.md#{type}>; rel="help"'
    if status == http.HTTPStatus.SERVICE_UNAVAILABLE:
        headers["Retry-After"] = "1"
    return headers


def texts_for(request: Request, type: str, title: str, detail: str, facts: Mapping[str, Any]) -> tuple[str, str, str]:
    """Returns the languages of the texts, the title and the detail."""
    if preferred(request.headers.get("accept-language", "")) == "en":
        return "en", title, detail
    state = getattr(request.scope.get("app"), "state", None)
    titles = getattr(state, "vietnamese_titles", TITLES)
    if (template := getattr(state, "vietnamese_details", DETAILS).get(type)) is None:
        return "vi, en", titles.get(type, title), detail
    try:
        return "vi", titles.get(type, title), template.format(**as_texts(facts))
    except KeyError:  # a fact that not every problem of the type has
        return "vi, en", titles.get(type, title), detail


def as_texts(facts: Mapping[str, Any]) -> dict[str, Any]:
    """A list is written as its members, separated by commas."""
    return {name: ", ".join(map(str, fact)) if isinstance(fact, list) else fact for name, fact in facts.items()}


def docs_base_url(request: Request) -> str | None:
    """The state is absent where no lifespan has run, as in a test of a single layer."""
    state = request.scope.get("state") or {}
    return state["runtime"].settings.docs_base_url if "runtime" in state else None


def now_of(request: Request) -> datetime:
    """The state is absent where no lifespan has run, as in a test of a single layer."""
    state = request.scope.get("state") or {}
    clock: Clock = state["runtime"].clock if "runtime" in state else SystemClock()
    return clock.now()


def of_refusal(request: Request, refusal: Refusal) -> Response:
    title = refusal.title or refusal.type.replace("-", " ").capitalize()
    response = problem(request, refusal.status, refusal.type, title, refusal.detail, **refusal.facts)
    if isinstance(refusal, HttpRefusal):
        response.headers.update(refusal.headers)
    if isinstance(refusal, MovedPermanently):
        response.headers["Location"] = moved_address(request, refusal)
        response.headers["Cache-Control"] = "public, max-age=86400"
    return response


def moved_address(request: Request, moved: MovedPermanently) -> str:
    """The path and the query of the request with the current name in place of the former one, in whatever case."""
    query = request.url.query
    address = quote(request.url.path) + (f"?{query}" if query else "")
    return re.sub(re.escape(quote(moved.former)), quote(moved.current), address, flags=re.IGNORECASE)


async def on_refusal(request: Request, refusal: Exception) -> Response:
    assert isinstance(refusal, Refusal)  # noqa: S101 - registered for no other
    if isinstance(refusal, RecordingPaused):
        request.state.runtime.writes.failed(refusal.detail)
    return of_refusal(request, refusal)


async def on_malformed(request: Request, error: Exception) -> Response:
    """States which part is malformed and why, never its value: that may be personal data, and so may the name of an
    unknown part."""
    assert isinstance(error, RequestValidationError)  # noqa: S101 - registered for no other
    found = error.errors()
    errors = [
        {"pointer": "".join(f"/{part_name(part)}" for part in fault["loc"]), "reason": fault["msg"]}
        | fault.get("facts", {})
        for fault in found[:MOST_MALFORMED]
    ]
    detail = f"{len(found)} part(s) of the request do not have the form that the operation describes"
    more = len(found) - len(errors)
    facts = {"errors": errors, "more_errors": more} if more else {"errors": errors}
    return of_refusal(request, MalformedRequest(detail, **facts))


async def on_http(request: Request, error: Exception) -> Response:
    """Also answers the requests that no route takes, for which the router raises 404 and 405."""
    assert isinstance(error, HTTPException)  # noqa: S101 - registered for no other
    if (redirect := redirect_without_slash(request)) is not None:
        return redirect
    if error.status_code == http.HTTPStatus.METHOD_NOT_ALLOWED:
        if request.method == "OPTIONS":
            return options_response(request)
        error.headers = {"Allow": ", ".join(allowed_methods(request))}
    phrase = PHRASES.get(error.status_code) or http.HTTPStatus(error.status_code).phrase
    response = problem(request, error.status_code, phrase.lower().replace(" ", "-"), phrase, str(error.detail))
    response.headers.update(error.headers or {})
    return response


async def on_disconnect(request: Request, _: Exception) -> Response:
    """A caller that hangs up within its body sees no response, and is no failure of the service: else anybody could
    raise its alarms. FastAPI answers the same where it reads a body itself."""
    return problem(request, 400, "bad-request", "Bad request", "the connection ended before the body was complete")


async def on_failure(request: Request, error: Exception) -> Response:
    """Handles unforeseen errors: the log gets the whole error, the caller none of its details."""
    if (reason := not_writable_reason(error)) is not None:
        log.warning("the database refuses writes", path=safe_path(request), cause=repr(error))
        request.state.runtime.writes.failed(reason)
        title = "Nothing can be recorded at the moment"
        return problem(request, 503, "database-not-writable", title, f"{reason}: nothing was changed")
    if is_transient(error):  # a lost connection or a deadlock: nothing was changed, and a retry may succeed
        log.warning("the database could not answer", path=safe_path(request), cause=repr(error))
        return problem(request, 503, "database-unreachable", "Try again in a moment", "the database could not answer")
    log.error("a request failed", path=safe_path(request), exc_info=error)
    return problem(request, 500, "internal-error", "Something went wrong here", "the request could not be answered")


def too_many_requests(request: Request, seconds: int) -> Response:
    """The caller has sent too many requests, and must wait for `seconds`."""
    detail = f"try again in {seconds} s"
    return problem(request, 429, "too-many-requests", "Too many requests", detail, seconds=seconds)


def response_timed_out(request: Request, seconds: float) -> Response:
    """The response did not begin in time; the transaction of the request is rolled back."""
    detail = f"there was no response within {seconds:g} s"
    return problem(request, 503, "response-timeout", "It took too long", detail)


def install(app: FastAPI) -> None:
    app.add_exception_handler(Refusal, on_refusal)
    app.add_exception_handler(RequestValidationError, on_malformed)
    app.add_exception_handler(HTTPException, on_http)
    app.add_exception_handler(ClientDisconnect, on_disconnect)
    app.add_exception_handler(Exception, on_failure)
