"""The route class that commits the transaction of a request, once, after the response has been rendered."""

from functools import cached_property
from typing import Any

from fastapi import Depends, Request, Response
from fastapi.dependencies.models import Dependant
from fastapi.dependencies.utils import get_parameterless_sub_dependant
from starlette.types import Receive, Scope, Send

from common.eventlog.position import as_header
from common.http.authentication import caller
from common.http.declarations import Deprecation, declarations_of
from common.http.deprecation import deprecation_headers, end_of, successor_headers
from common.http.etags import body_tag, not_modified_or
from common.http.freshness import POSITION
from common.http.idempotency import RepeatedRequest, store
from common.http.json_limits import NO_TEXT, check_json, malformed, takes_json
from common.http.json_parsing import parse_json
from common.http.media_types import JSON, check_media_type, is_encoded, media_type_of
from common.http.pagination import Page, next_link
from common.http.problems import docs_base_url, now_of, of_refusal
from common.http.query_parameters import Handler, QueryCheckedRoute, all_dependants
from common.http.request_body import count_malformed_parts
from common.http.response_headers import with_headers
from common.http.transactions import OpenTransaction


class JsonRequest(Request):
    """Its body is parsed already where FastAPI asks for it."""

    parsed: Any = None

    async def json(self) -> Any:
        return self.parsed


class Route(QueryCheckedRoute):
    """Every router of the suite is made with `route_class=Route`."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        if self.methods != {"GET"}:
            check = get_parameterless_sub_dependant(depends=Depends(check_media_type), path=self.path_format)
            self.dependant.dependencies.insert(_after_authentication(self.dependant), check)

    @cached_property
    def deprecation(self) -> Deprecation | None:
        return declarations_of(self.endpoint).deprecation

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Problems of the operation are sent from here too."""
        if self.deprecation is None or scope["method"] not in (self.methods or ()):
            await super().handle(scope, receive, send)
            return
        request = Request(scope)
        send = with_headers(send, deprecation_headers(self.deprecation, docs_base_url(request)))
        if (ended := end_of(self.deprecation, now_of(request))) is None:
            await super().handle(scope, receive, send)
            return
        links = successor_headers(request.app.routes, self.deprecation.replaced_by, request.path_params)
        await of_refusal(request, ended)(scope, receive, with_headers(send, links))

    def get_route_handler(self) -> Handler:
        handle = super().get_route_handler()
        json_is_checked = takes_json(self)
        has_pages = isinstance(self.response_model, type) and issubclass(self.response_model, Page)

        async def handle_and_commit(request: Request) -> Response:
            check_text(request)
            if self.body_field is not None:
                request = await json_request(request, json_is_checked)
                count_malformed_parts()
            try:
                response = await handle(request)
                if has_pages and (link := next_link(request.scope["query_string"], bytes(response.body))) is not None:
                    response.headers["Link"] = link
                if request.method == "GET":
                    return tagged(request, response)
                await finish(request, response)
            except RepeatedRequest as repeated:
                return repeated.response
            finally:
                await close(request)
            return response

        return handle_and_commit


def _after_authentication(dependant: Dependant) -> int:
    """The place behind the dependencies that need the caller: a stranger learns from 401 alone."""
    places = [
        place
        for place, dependency in enumerate(dependant.dependencies)
        if any(part.call is caller for part in all_dependants(dependency))
    ]
    return places[-1] + 1 if places else 0


async def json_request(request: Request, is_json: bool) -> JsonRequest:
    """Parses what is sent as JSON: anything else is refused once the caller is known. Raises `RequestValidationError`
    and `DuplicateMember`."""
    parsed_request = JsonRequest(request.scope, request.receive)
    body = await parsed_request.body() if is_json else b""
    if body and media_type_of(request) == JSON and not is_encoded(request):
        parsed_request.parsed = parse_json(body, check_json(body))
    return parsed_request


def check_text(request: Request) -> None:
    """Raises `RequestValidationError` where path or query hold a character that no database takes as text.

    What is not UTF-8 in them was replaced when they were decoded; a body is checked by `check_json`.
    """
    if "\x00" in request.scope["path"]:
        raise malformed("no_text", NO_TEXT, "path")
    if b"%00" in request.scope["query_string"]:
        for name, value in request.query_params.multi_items():
            if "\x00" in name or "\x00" in value:
                raise malformed("no_text", NO_TEXT, "query", name)


async def finish(request: Request, response: Response) -> None:
    transaction: OpenTransaction | None = getattr(request.state, "transaction", None)
    if transaction is None:
        return
    if transaction.work.positions:
        response.headers[POSITION] = as_header(transaction.work.positions)
    await store(transaction.connection, request, response)
    await transaction.connection.commit()


async def close(request: Request) -> None:
    """Returns the connection to the pool; what was not committed is rolled back."""
    transaction: OpenTransaction | None = getattr(request.state, "transaction", None)
    if transaction is not None:
        await transaction.connection.close()


def tagged(request: Request, response: Response) -> Response:
    """Sets a strong ETag of the body, unless the handler has set one. Returns 304 where the caller has the body
    already."""
    if (
        response.status_code == 200
        and "etag" not in response.headers
        and "no-store" not in response.headers.get("cache-control", "")
    ):
        response.headers["ETag"] = body_tag(bytes(response.body))
    return not_modified_or(request, response)
