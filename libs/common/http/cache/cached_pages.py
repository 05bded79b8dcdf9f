"""The cached read of a list: it renders the pages that one statement can render, and leaves the others to the plain
route."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from fastapi import APIRouter

from common.errors import Refusal
from common.http.cache.query_reader import QueryReader
from common.http.cache.sql_pages import ListPage, PageStatement
from common.http.pagination import Page, PageRequest, cursor_of, next_link, read_cursor
from common.service.api_definition import CachedRead, CachedRoute, Revision

PAGING = ("limit", "after")


class CachedPages:
    """`start` names the parameters of the statement that hold the key of the last row before the page, with the value
    before the first row. `key` converts the parts of a cursor as the plain route does, and `criteria` returns the other
    parameters of the statement for those of the route; None where the statement cannot answer.

    Raises `ValueError` where these are not the parameters of the statement."""

    def __init__(
        self,
        router: APIRouter,
        path: str,
        statement: PageStatement,
        revision: Revision,
        parameters: Sequence[str],
        start: Mapping[str, Any],
        key: Sequence[Callable[[Any], Any]],
        criteria: Callable[[Mapping[str, Any], date], Mapping[str, Any] | None],
    ) -> None:
        self.path = path
        self._reader = QueryReader(router, path, [*parameters, *PAGING])
        self.statement = statement
        self._revision = revision
        self._start = start
        self._key = key
        self._criteria = criteria
        if (names := set(self.request("", date.min) or ())) != statement.names:
            raise ValueError(f"{path}: the statement takes {sorted(statement.names)}, not {sorted(names)}")

    def route(self, *, for_anyone: bool = True) -> CachedRoute:
        return CachedRoute(self.path, self._revision, CachedRead(self.key, self.bodies, own_headers), for_anyone)

    def key(self, path: str, query: bytes) -> str | None:
        return query.decode("latin-1") if path == self.path else None

    async def bodies(self, driver: Any, keys: Sequence[str], today: date) -> tuple[int, Mapping[str, bytes]]:
        """Returns the revision and the bodies of the pages that the statement can render."""
        requests = {key: values for key in keys if (values := self.request(key, today)) is not None}
        pages = await self.statement.read(driver, list(requests.values())) if requests else []
        rendered = {key: page for key, page in zip(requests, pages, strict=True) if page is not None}
        revisions = [page.revision for page in rendered.values()]
        revision = revisions[0] if revisions else await self._revision(driver)
        return revision, {key: body_of(page) for key, page in rendered.items()}

    def request(self, query: str, today: date) -> dict[str, Any] | None:
        """Returns the parameters of the statement; None where the plain route must answer."""
        values = self._reader.read(query.encode("latin-1"))
        if values is None or (criteria := self._criteria(values, today)) is None:
            return None
        try:
            after = PageRequest(1, () if values["after"] is None else read_cursor(values["after"])).key(*self._key)
        except Refusal:
            return None
        start = dict(zip(self._start, after, strict=True)) if after else self._start
        return {**criteria, **start, "size": values["limit"] + 1}


def own_headers(query: str, body: bytes) -> list[tuple[bytes, bytes]]:
    link = next_link(query.encode("latin-1"), body)
    return [] if link is None else [(b"link", link.encode())]


def body_of(page: ListPage) -> bytes:
    following = b"null" if page.last is None else b'"%s"' % cursor_of(page.last).encode()
    return b'{"items":[%s],"next":%s}' % (page.items, following)


if tuple(Page.model_fields) != ("items", "next"):
    raise TypeError("a page has other members than `body_of` writes")
