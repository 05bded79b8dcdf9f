"""`ETag`, `If-None-Match` and `If-Match`, and lists that are read page by page while others write."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import pytest

from common.http.pagination import cursor_of
from tests.support.law_events import introduced, period
from tests.support.lookup_harness import look_up, lookup_body, lookup_harness
from tests.support.lookup_requests import DAO
from tests.support.postgres import Postgres
from tests.support.procedures_harness import CATALOGUE, PUBLISH, ProceduresHarness, item, problem, procedures_harness
from tests.support.service_harness import ServiceHarness, service_harness

A = "1.000101"
NOBODY = "01990000-0000-7000-8000-000000000000"
ACCESSES = "/v1/me/accesses"
SCOPES = ("online_services.register", "population.accesses.read", "reports.read")
CODE, DAY_AND_ID, CODE_AND_ID, NUMBERS = ("1.000101",), ("2023-01-15", NOBODY), ("1.000101", NOBODY), (7, 0)


@pytest.fixture
async def harness(postgres: Postgres, tmp_path: Path) -> AsyncIterator[ProceduresHarness]:
    async with procedures_harness(postgres, tmp_path) as harness:
        yield harness


async def all_items(http: httpx.AsyncClient, path: str, headers: dict[str, str], between: Any) -> list[dict[str, Any]]:
    """All items, two a page; `between` is called before each further page with its number."""
    items: list[dict[str, Any]] = []
    params, number = {"limit": "2"}, 0
    while True:
        response = await http.get(path, params=params, headers=headers)
        assert response.status_code == 200, response.text
        page = response.json()
        items += page["items"]
        assert len(page["items"]) == 2 or page["next"] is None
        if page["next"] is None:
            return items
        params, number = {"limit": "2", "after": page["next"]}, number + 1
        await between(number)


@pytest.mark.parametrize(
    "path", ["/v1/procedures", f"/v1/procedures/{A}", "/v1/decisions", "/v1/agencies", "/v1/topics"]
)
async def test_a_read_carries_a_tag_and_a_caller_that_has_it_gets_304(harness: ProceduresHarness, path: str) -> None:
    await harness.publish(item("introduce", A))
    read = await harness.http.get(path)
    tag = read.headers["ETag"]
    assert tag.startswith('"')
    assert tag.endswith('"')
    for known in (tag, f"W/{tag}", f'"other", {tag}', f'"other",W/{tag}', "*"):
        unchanged = await harness.http.get(path, headers={"If-None-Match": known})
        assert (unchanged.status_code, unchanged.content, unchanged.headers["ETag"]) == (304, b"", tag), known
    for other in ('"other"', tag.strip('"'), 'W/"other", "*"'):
        assert (await harness.http.get(path, headers={"If-None-Match": other})).content == read.content, other


async def test_a_change_gives_another_tag(harness: ProceduresHarness) -> None:
    before = (await harness.http.get("/v1/agencies")).headers["ETag"]
    more = {"agencies": [{"code": "H60.77", "name": "Sở Mới"}]}
    await harness.http.post("/v1/agencies", json=more, headers=harness.service.bearer(CATALOGUE))
    after = await harness.http.get("/v1/agencies", headers={"If-None-Match": before})
    assert (after.status_code, after.headers["ETag"] == before) == (200, False)


async def test_a_problem_has_no_tag_and_is_never_304(harness: ProceduresHarness) -> None:
    missing = await harness.http.get("/v1/procedures/1.999999", headers={"If-None-Match": "*"})
    assert (missing.status_code, "ETag" in missing.headers) == (404, False)


async def test_a_response_that_no_cache_may_store_has_no_tag(postgres: Postgres, tmp_path: Path) -> None:
    async with lookup_harness(postgres, tmp_path) as population:
        await look_up(population, lookup_body())
        response = await population.http.get(
            ACCESSES, headers=population.bearer(subject=DAO.personal_id) | {"If-None-Match": "*"}
        )
        assert (response.status_code, response.headers["Cache-Control"], "ETag" in response.headers) == (
            200,
            "no-store",
            False,
        )


async def test_a_write_with_a_stale_revision_is_refused_with_the_current_one(
    harness: ProceduresHarness,
) -> None:
    draft = await harness.draft(item("introduce", A))
    for stale in ('"3"', "4", 'W/"4"', '""'):
        refused = await harness.post_publish(draft["id"], PUBLISH, "decisions.back_enter", **{"If-Match": stale})
        refusal = problem(refused)
        assert (refusal["status"], refusal["type"], refusal["current"]) == (412, "revision-mismatch", '"4"'), stale
    assert await harness.emitted_events() == []
    published = await harness.post_publish(draft["id"], PUBLISH, "decisions.back_enter", **{"If-Match": "*"})
    assert (published.status_code, published.headers["ETag"]) == (200, '"5"')


async def test_a_list_in_rising_order_loses_and_repeats_nothing_while_rows_come_in(harness: ProceduresHarness) -> None:
    headers = harness.service.bearer(CATALOGUE)

    async def recorded(*codes: str) -> None:
        body = {"agencies": [{"code": code, "name": "Sở"} for code in codes]}
        assert (await harness.http.post("/v1/agencies", json=body, headers=headers)).status_code == 200

    old = [f"H60.1{number}" for number in range(7)]
    await recorded(*old)
    items = await all_items(
        harness.http, "/v1/agencies", {}, lambda page: recorded(f"H60.0{page}0", f"H60.1{page}5", f"H60.9{page}")
    )
    response = [entry["code"] for entry in items]
    assert [code for code in response if code in old] == old
    assert len(response) == len(set(response))
    assert response == sorted(response)


async def test_a_list_with_the_latest_first_loses_and_repeats_nothing_while_rows_come_in(
    postgres: Postgres, tmp_path: Path
) -> None:
    async with lookup_harness(postgres, tmp_path) as population:
        old = [(await look_up(population, lookup_body())).json()["lookup_id"] for _ in range(5)]
        headers = population.bearer(subject=DAO.personal_id)
        items = await all_items(population.http, ACCESSES, headers, lambda _: look_up(population, lookup_body()))
        assert [entry["lookup_id"] for entry in items] == old[::-1]


async def test_a_list_ordered_by_two_parts_is_walked_through_equal_first_parts(harness: ProceduresHarness) -> None:
    drafts = [(await harness.draft(item("introduce", f"1.00020{number}")))["id"] for number in range(5)]

    async def add_decision(page: int) -> None:
        await harness.draft(item("introduce", A), signed_on=f"2023-01-1{page}")

    items = await all_items(harness.http, "/v1/decisions", harness.service.bearer("decisions.draft"), add_decision)
    assert [entry["id"] for entry in items if entry["id"] in drafts] == sorted(drafts, reverse=True)


async def test_a_list_of_another_service_is_walked_the_same_way(postgres: Postgres, tmp_path: Path) -> None:
    codes = [f"1.00010{number}" for number in range(5)]
    async with service_harness(postgres, "online_services", tmp_path) as registry:
        await registry.apply_events(
            [introduced(code, period(date(2023, 2, 1))) for code in (*codes, "1.000001", "1.000002")]
        )

        async def registered(*codes: str) -> None:
            services = [{"procedure_code": code, "level": "full", "effective_on": "2023-06-01"} for code in codes]
            headers = registry.bearer("online_services.register")
            response = await registry.http.post("/v1/online-services", json={"services": services}, headers=headers)
            assert response.status_code == 201, response.text

        await registered(*codes)
        items = await all_items(registry.http, "/v1/online-services", {}, lambda page: registered(f"1.00000{page}"))
        assert [entry["procedure_code"] for entry in items] == codes


LISTS: dict[str, dict[str, tuple[Any, ...]]] = {
    "procedures": {"/v1/procedures": CODE, "/v1/decisions": DAY_AND_ID, "/v1/agencies": CODE, "/v1/fields": CODE},
    "online_services": {"/v1/online-services": CODE_AND_ID},
    "population_lookup": {ACCESSES: NUMBERS},
    "reporting": {"/v1/reports/annual/decisions?year=2023": DAY_AND_ID},
}
BAD = ["", "W10", "e30", "bnVsbA", "MQ", "%00", "Ω", "not a cursor", "=", "x" * 30_000, cursor_of(["x" * 20_000])]
ODD = [
    (2**63,),
    ("9" * 30,),
    ("1.000101\0",),
    (None,),
    ([],),
    (True,),
    (1.5,),
    ("1.000101", "not-an-id"),
    ("15/01/2023", NOBODY),
]
OF_ITS_FORM: dict[tuple[Any, ...], list[tuple[Any, ...]]] = {
    CODE: [("9" * 30,)],
    CODE_AND_ID: [DAY_AND_ID, ("15/01/2023", NOBODY)],
}
"""A code is any text, so these are valid cursors of the list that lead to another position in it."""


@pytest.mark.parametrize("name", LISTS)
async def test_a_cursor_of_another_list_is_refused(name: str, postgres: Postgres, tmp_path: Path) -> None:
    async with service_harness(postgres, name, tmp_path) as harness:
        for path, own in LISTS[name].items():
            for cursor in BAD + [cursor_of(key) for key in foreign_to(own)]:
                await assert_malformed_cursor(harness, path, cursor)
            mine = await harness.http.get(path, params=with_query(path, cursor_of(own)), headers=reader(harness))
            assert mine.status_code == 200, mine.text


def foreign_to(own: tuple[Any, ...]) -> list[tuple[Any, ...]]:
    others = [CODE, DAY_AND_ID, CODE_AND_ID, NUMBERS, *ODD, (*own, "more"), own[1:]]
    return [key for key in others if key != own and key not in OF_ITS_FORM.get(own, [])]


def reader(harness: ServiceHarness) -> dict[str, str]:
    """All scopes, and a citizen as subject: the list of accesses is the caller's own."""
    return harness.bearer(*SCOPES, subject=DAO.personal_id)


def with_query(path: str, cursor: str) -> dict[str, str]:
    return dict(httpx.URL(path).params) | {"after": cursor}


async def assert_malformed_cursor(harness: ServiceHarness, path: str, cursor: str) -> None:
    response = await harness.http.get(path, params=with_query(path, cursor), headers=reader(harness))
    assert (response.status_code, problem(response)["type"]) == (400, "malformed-cursor"), (path, cursor[:80])


@pytest.mark.parametrize("limit", ["0", "-1", "501", "1.5", "many", "", "9" * 30])
async def test_a_limit_out_of_bounds_is_refused(harness: ProceduresHarness, limit: str) -> None:
    for path in LISTS["procedures"]:
        response = await harness.http.get(path, params={"limit": limit})
        assert (response.status_code, problem(response)["type"]) == (422, "malformed-request")
        assert (await harness.http.get(path, params={"limit": "500"})).status_code == 200
