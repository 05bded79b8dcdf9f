"""The route class that commits the transaction of a request, once, after the response has been rendered."""

from typing import Any

import orjson
from fastapi import Request, Response

from common.eventlog.position import as_header
from common.http.etags import body_tag, not_modified_or
from common.http.freshness import POSITION
from common.http.idempotency import RepeatedRequest, store
from common.http.json_limits import NO_TEXT, check_json, malformed, takes_json
from common.http.query_parameters import Handler, QueryCheckedRoute
from common.http.request_body import count_malformed_parts
from common.http.transactions import OpenTransaction


class JsonRequest(Request):
    """Parses its body from the bytes: Python's own parser first makes a text of it, of up to four bytes a letter."""

    async def json(self) -> Any:
        if not hasattr(self, "_json"):
            self._json = orjson.loads(await self.body())
        return self._json


class Route(QueryCheckedRoute):
    """Every router of the suite is made with `route_class=Route`."""

    def get_route_handler(self) -> Handler:
        handle = super().get_route_handler()
        json_is_checked = takes_json(self)

        async def handle_and_commit(request: Request) -> Response:
            check_text(request)
            if json_is_checked:
                request = JsonRequest(request.scope, request.receive)
                check_json(await request.body())
                count_malformed_parts()
            try:
                response = await handle(request)
                if request.method == "GET":
                    return tagged(request, response)
                await finish(request, response)
            except RepeatedRequest as repeated:
                return repeated.response
            finally:
                await close(request)
            return response

        return handle_and_commit


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
