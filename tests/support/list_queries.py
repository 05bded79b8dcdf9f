"""Queries of lists, good and bad, and the comparison of the response cache with the plain route."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

import httpx
from hypothesis import strategies as st
from sqlalchemy import text

from common.http.cache.cached_pages import CachedPages
from common.http.pagination import cursor_of
from tests.support.service_harness import NOON, ServiceHarness

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40)
words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=60)
limits = st.sampled_from(["1", "2", "3", "50", "499", "500"])
bad_limits = st.sampled_from(["0", "501", "-1", "", "01", " 2", "2.0", "1e1", "١", "99999999999999999999"])
days = st.sampled_from(["2023-02-01", "2024-06-30", "2026-11-23", "2030-01-01", "0001-01-01", "9999-12-31"])
bad_days = st.sampled_from(["", "2026-02-30", "20260201", "2026-02-01T00:00:00Z", "1700000000", "infinity"])
cursors = st.lists(st.integers(-2, 2**64 - 1) | texts, max_size=3).map(cursor_of)
bad_cursors = texts | st.sampled_from(["", "W10", "bnVsbA", "WzEuNV0", "WyJcdTAwMDAiXQ", "A" * 1_001])

REVISIONS = {"procedures": "catalogue_revision", "online_services": "registry_revision"}


def queries(**values: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Returns query strings with some of the parameters, now and then one that is unknown, repeated or malformed."""
    some = st.lists(st.sampled_from(sorted(values)), unique=True).flatmap(
        lambda names: st.tuples(*(st.tuples(st.just(name), values[name]) for name in names))
    )
    bad_pair = st.tuples(st.sampled_from([*values, "known_on", "x", ""]), bad_limits | bad_days | bad_cursors | texts)
    more = st.just(()) | st.just(()) | bad_pair.map(lambda pair: (pair,))
    return st.tuples(some, more).map(lambda pairs: urlencode([*pairs[0], *pairs[1]]))


async def both(harness: ServiceHarness, path: str) -> tuple[httpx.Response, httpx.Response]:
    """Returns the response of the cache, and that of the plain route, which answers each request that waits for a
    position."""
    header = {"Event-Position-At-Least": f"{harness.runtime.service.name}/0:0"}
    return await harness.http.get(path), await harness.http.get(path, headers=header)


def parts_of(response: httpx.Response) -> tuple[int, list[tuple[bytes, bytes]], bytes]:
    return response.status_code, sorted(response.headers.raw), response.content


async def check_pages(harness: ServiceHarness, pages: CachedPages, query: str, most: int = 4) -> int:
    """Reads some pages from the one of the query on, each for the first time. It must be as the plain route responds,
    and be rendered by the statement where it can be. Returns the number of rows."""
    rows, path = 0, pages.path
    for _ in range(most):
        await harness.execute(f"UPDATE {REVISIONS[harness.runtime.service.name]} SET revision = revision + 1")
        cached, plain = await both(harness, f"{path}?{query}")
        assert parts_of(cached) == parts_of(plain), query
        can_render = pages.request(query, NOON.date()) is not None
        assert await last_statement_rendered(harness) == can_render, query
        assert plain.status_code == 200 or not can_render
        if plain.status_code != 200:
            return rows
        rows += len(plain.json()["items"])
        if (after := plain.json()["next"]) is None:
            return rows
        query = str(httpx.QueryParams(query).set("after", after))
    return rows


async def last_statement_rendered(harness: ServiceHarness) -> bool:
    """Whether the last statement on the cache's connections is that of a page."""
    rows = await harness.rows(
        "SELECT query FROM pg_stat_activity WHERE application_name = 'response cache' AND datname = current_database()"
        " ORDER BY query_start DESC LIMIT 1"
    )
    return bool(rows) and rows[0].query.startswith("SELECT request.position")


async def change(harness: ServiceHarness, statements: list[str], row: Mapping[str, Any]) -> None:
    """Changes rows with triggers off, as only the owner of the database can: to values that no request can create."""
    async with harness.runtime.engine.begin() as connection:
        await connection.execute(text("SET LOCAL session_replication_role = replica"))
        for statement in statements:
            await connection.execute(text(statement), row)
