"""A list or a search that was requested before is served from the response cache, byte for byte, while nothing has
changed."""

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from tests.support.postgres import Postgres
from tests.support.procedures_harness import CATALOGUE, ProceduresHarness, content, item, procedures_harness

LIST, SEARCH, SUGGESTED = "/v1/procedures?limit=2", "/v1/search?q=ho+tich", "/v1/search/suggestions?q=xac"
FIRST, SECOND, THIRD = "1.000001", "1.000002", "1.000003"
CHANGED_WITHOUT_TRIGGERS = """
    DO $$ BEGIN
        SET LOCAL session_replication_role = replica;
        UPDATE version SET name = 'Xác nhận hộ tịch khác';
        UPDATE search_document SET name = 'Xác nhận hộ tịch khác';
        UPDATE catalogue_revision SET revision = revision;
    END $$
"""


@pytest.fixture
async def harness(postgres: Postgres, tmp_path: Path) -> AsyncIterator[ProceduresHarness]:
    async with procedures_harness(postgres, tmp_path) as harness:
        await harness.publish(
            *(item("introduce", code, number=n, content=content()) for n, code in enumerate((FIRST, SECOND), 1)),
            item("introduce", THIRD, "2027-01-01", number=3, content=content()),
        )
        yield harness


def parts_of(response: httpx.Response) -> tuple[int, list[tuple[bytes, bytes]], bytes]:
    return response.status_code, sorted(response.headers.raw), response.content


async def from_plain_route(harness: ProceduresHarness, path: str, **headers: str) -> httpx.Response:
    """Bypasses the cache: the plain route answers a request that waits for a position."""
    return await harness.http.get(path, headers={"Event-Position-At-Least": "procedures/0:0", **headers})


@pytest.mark.parametrize("path", [LIST, SEARCH, SUGGESTED])
async def test_the_second_response_is_from_the_cache_and_the_same_to_the_byte_with_its_headers(
    harness: ProceduresHarness, path: str
) -> None:
    first = await harness.http.get(path)
    assert first.status_code == 200
    # only the owner of the database can do this: the tables change, and the cache cannot notice it
    await harness.service.execute(CHANGED_WITHOUT_TRIGGERS)
    assert parts_of(await harness.http.get(path)) == parts_of(first)
    assert (await from_plain_route(harness, path)).content != first.content
    assert (await harness.http.get(f"{path}&in_force_on=2026-11-25")).content != first.content, "another request"


@pytest.mark.parametrize("path", [LIST, SEARCH, SUGGESTED])
async def test_a_caller_that_has_the_body_gets_304_as_from_the_plain_route(
    harness: ProceduresHarness, path: str
) -> None:
    tag = (await harness.http.get(path)).headers["etag"]
    for if_none_match in (tag, f"W/{tag}", f'"other", {tag}', "*", '"other"'):
        cached = await harness.http.get(path, headers={"If-None-Match": if_none_match})
        assert parts_of(cached) == parts_of(
            await from_plain_route(harness, path, **{"If-None-Match": if_none_match})
        ), if_none_match


@pytest.mark.parametrize("path", ["/v1/procedures?limit=x", "/v1/procedures?after=nonsense", "/v1/search?level=x"])
async def test_a_refusal_is_not_stored(harness: ProceduresHarness, path: str) -> None:
    first, second = await harness.http.get(path), await harness.http.get(path)
    assert first.status_code in {400, 422}
    assert parts_of(first) == parts_of(second) == parts_of(await from_plain_route(harness, path))


async def disable_other_triggers(harness: ProceduresHarness) -> None:
    """The change must be noticed by its own trigger, not by those of other writes in its transaction."""
    for table in ("period", "decision"):
        await harness.service.execute(f"ALTER TABLE {table} DISABLE TRIGGER increment_catalogue_revision")


async def annul(harness: ProceduresHarness) -> None:
    await amend(harness)
    decision = await harness.publish(item("declare_online", SECOND, "2024-01-01"))
    assert (await harness.http.get("/v1/search?online_level=full")).json()["total"] == 1
    await disable_other_triggers(harness)
    await harness.annul(decision["id"], "2024-01-01", 1)


async def correct(harness: ProceduresHarness) -> None:
    decision = await harness.publish(item("declare_online", SECOND, "2027-01-01"))
    assert (await harness.http.get("/v1/search?online_level=full")).json()["total"] == 0
    await disable_other_triggers(harness)
    await harness.correct(decision["id"], {"number": 1, "effective_on": "2024-01-01"})


async def rename(harness: ProceduresHarness) -> None:
    body = {"agencies": [{"code": "H60.01", "name": "Sở Nội vụ"}]}
    (await harness.http.post("/v1/agencies", json=body, headers=harness.service.bearer(CATALOGUE))).raise_for_status()


async def declare(harness: ProceduresHarness) -> None:
    await disable_other_triggers(harness)
    await harness.publish(item("declare_online", FIRST, "2024-01-01"))


async def amend(harness: ProceduresHarness) -> None:
    await harness.publish(item("amend", FIRST, "2024-01-01", content=content("Xác nhận hộ tịch, sửa đổi")))


async def learn(harness: ProceduresHarness) -> None:
    await harness.service.execute(
        "INSERT INTO search_term (term, context, kind, meaning, words)"
        " VALUES ('zzzz qqqq', '', 'meaning', 'hộ tịch', '{zzzz,qqqq}')"
    )


async def wait(harness: ProceduresHarness) -> None:
    harness.service.clock.moment += timedelta(days=60)


@pytest.mark.parametrize("change", [amend, annul, correct, declare, rename, learn, wait])
async def test_nothing_is_served_from_the_cache_once_it_may_have_changed(
    harness: ProceduresHarness, change: Callable[[ProceduresHarness], Awaitable[None]]
) -> None:
    paths = [
        LIST,
        SEARCH,
        SUGGESTED,
        "/v1/search?online_level=full",
        "/v1/search",
        "/v1/procedures?agency=H60",
        "/v1/search?q=zzzz+qqqq",
        "/v1/procedures?level=province&field=G15-TP110",
    ]
    before = {path: parts_of(await harness.http.get(path)) for path in paths}
    await change(harness)
    after = {path: parts_of(await harness.http.get(path)) for path in paths}
    assert after == {path: parts_of(await from_plain_route(harness, path)) for path in paths}
    assert after != before
