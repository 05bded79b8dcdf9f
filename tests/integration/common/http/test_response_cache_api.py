"""A list or a search that was requested before is answered from the response cache, byte for byte, and only while nothing has changed."""

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from tests.support.postgres import Postgres
from tests.support.procedures_harness import CATALOGUE, Office, content, item, office

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
async def at(postgres: Postgres, tmp_path: Path) -> AsyncIterator[Office]:
    async with office(postgres, tmp_path) as made:
        await made.published(
            *(item("introduce", code, number=n, content=content()) for n, code in enumerate((FIRST, SECOND), 1)),
            item("introduce", THIRD, "2027-01-01", number=3, content=content()),
        )
        yield made


def parts_of(answer: httpx.Response) -> tuple[int, list[tuple[bytes, bytes]], bytes]:
    return answer.status_code, sorted(answer.headers.raw), answer.content


async def plainly(at: Office, path: str, **headers: str) -> httpx.Response:
    """Past the cache: a request that waits for a position is answered by the plain route."""
    return await at.http.get(path, headers={"Event-Position-At-Least": "procedures/0:0", **headers})


@pytest.mark.parametrize("path", [LIST, SEARCH, SUGGESTED])
async def test_the_second_response_is_from_the_cache_and_the_same_to_the_byte_with_its_headers(at: Office, path: str) -> None:
    first = await at.http.get(path)
    assert first.status_code == 200
    await at.room.execute(
        CHANGED_WITHOUT_TRIGGERS
    )  # as only the database's owner can: the tables show it, the cache cannot know of it
    assert parts_of(await at.http.get(path)) == parts_of(first)
    assert (await plainly(at, path)).content != first.content
    assert (await at.http.get(f"{path}&in_force_on=2026-11-25")).content != first.content, "another request"


@pytest.mark.parametrize("path", [LIST, SEARCH, SUGGESTED])
async def test_a_caller_that_has_the_body_is_answered_304_as_by_the_plain_route(at: Office, path: str) -> None:
    tag = (await at.http.get(path)).headers["etag"]
    for wanted in (tag, f"W/{tag}", f'"other", {tag}', "*", '"other"'):
        cached = await at.http.get(path, headers={"If-None-Match": wanted})
        assert parts_of(cached) == parts_of(await plainly(at, path, **{"If-None-Match": wanted})), wanted


@pytest.mark.parametrize("path", ["/v1/procedures?limit=x", "/v1/procedures?after=nonsense", "/v1/search?level=x"])
async def test_a_refusal_is_not_stored(at: Office, path: str) -> None:
    first, second = await at.http.get(path), await at.http.get(path)
    assert first.status_code in {400, 422}
    assert parts_of(first) == parts_of(second) == parts_of(await plainly(at, path))


async def seen_by_itself(at: Office) -> None:
    """What is done next to a declaration must be seen by itself, not by other writes that may come along with it."""
    for table in ("period", "decision"):
        await at.room.execute(f"ALTER TABLE {table} DISABLE TRIGGER {table}_moves_catalogue_revision")


async def annul(at: Office) -> None:
    await amend(at)
    made = await at.published(item("declare_online", SECOND, "2024-01-01"))
    assert (await at.http.get("/v1/search?online_level=full")).json()["total"] == 1
    await seen_by_itself(at)
    await at.annulled(made["id"], "2024-01-01", 1)


async def correct(at: Office) -> None:
    made = await at.published(item("declare_online", SECOND, "2027-01-01"))
    assert (await at.http.get("/v1/search?online_level=full")).json()["total"] == 0
    await seen_by_itself(at)
    await at.corrected(made["id"], {"number": 1, "effective_on": "2024-01-01"})


async def rename(at: Office) -> None:
    body = {"agencies": [{"code": "H60.01", "name": "Sở Nội vụ"}]}
    (await at.http.post("/v1/agencies", json=body, headers=at.room.bearer(CATALOGUE))).raise_for_status()


async def declare(at: Office) -> None:
    await seen_by_itself(at)
    await at.published(item("declare_online", FIRST, "2024-01-01"))


async def amend(at: Office) -> None:
    await at.published(item("amend", FIRST, "2024-01-01", content=content("Xác nhận hộ tịch, sửa đổi")))


async def learn(at: Office) -> None:
    await at.room.execute("INSERT INTO search_term (term, meaning, words) VALUES ('zzzz qqqq', 'hộ tịch', '{zzzz,qqqq}')")


async def wait(at: Office) -> None:
    at.room.clock.moment += timedelta(days=60)


@pytest.mark.parametrize("change", [amend, annul, correct, declare, rename, learn, wait])
async def test_nothing_is_answered_from_the_cache_once_it_may_have_changed(
    at: Office, change: Callable[[Office], Awaitable[None]]
) -> None:
    paths = [
        LIST, SEARCH, SUGGESTED, "/v1/search?online_level=full", "/v1/search", "/v1/procedures?agency=H60",
        "/v1/search?q=zzzz+qqqq", "/v1/procedures?level=province&field=G15-TP110",
    ]  # fmt: skip
    before = {path: parts_of(await at.http.get(path)) for path in paths}
    await change(at)
    after = {path: parts_of(await at.http.get(path)) for path in paths}
    assert after == {path: parts_of(await plainly(at, path)) for path in paths}
    assert after != before
