"""The rendered pages of `GET /v1/online-services` are those of the plain route byte for byte, and never older."""

import asyncio
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from common.http.pagination import cursor_of
from online_services.registry.api.cached_online_services import PAGES
from tests.support.examples import examples
from tests.support.law_events import introduced, period, repealed
from tests.support.list_queries import change, check_pages, cursors, days, limits, queries, texts
from tests.support.postgres import Postgres
from tests.support.service_harness import NOON, ServiceHarness, service_harness

PATH = "/v1/online-services"
REGISTER = "online_services.register"
BEGIN = date(2023, 2, 1)
CODES = ["1.000101", "1.000102", "1.000103", "1.000104"]
NIL, MAX = "00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff"


def line(code: str, level: str) -> dict[str, Any]:
    reason = {"code": "must_be_present", "legal_basis": "Luật Hộ tịch 2014"} if level == "partial" else None
    return {"procedure_code": code, "level": level, "partial_reason": reason, "effective_on": "2024-06-30"}


@pytest.fixture
async def harness(postgres: Postgres, tmp_path: Path) -> AsyncIterator[ServiceHarness]:
    async with service_harness(postgres, "online_services", tmp_path) as harness:
        await harness.apply_events([introduced(code, period(BEGIN)) for code in [*CODES, "1.000105"]])
        lines = [line(code, "partial" if code > "1.000102" else "full") for code in CODES]
        response = await harness.http.post(PATH, json={"services": lines}, headers=harness.bearer(REGISTER))
        assert response.status_code == 201
        yield harness


every_query = queries(
    on=days,
    level=st.sampled_from(["full", "partial", "FULL"]),
    agency=st.sampled_from(["H60", "H60.01", "H6", "%", "_"]) | texts,
    under_review=st.sampled_from(["true", "false", "1", "no", "x"]),
    limit=limits,
    after=st.tuples(st.sampled_from([*CODES, ""]), st.sampled_from([NIL, MAX])).map(cursor_of) | cursors,
)


@given(query=every_query)
@settings(max_examples=examples(120), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_every_query_has_the_response_of_the_plain_route(harness: ServiceHarness, query: str) -> None:
    await check_pages(harness, PAGES, query)


CHANGES = [
    "UPDATE online_service SET name = :name, agency_name = :agency, administrative_levels = :levels",
    "UPDATE online_service SET under_review = :flag, offered_from = :first, offered_to = :last",
    "UPDATE level_period SET reason_legal_basis = :basis WHERE reason_code IS NOT NULL",
    "UPDATE partial_reason SET name = :reason",
]
rows = st.fixed_dictionaries(
    {
        **dict.fromkeys(("name", "agency", "basis", "reason"), texts),
        "levels": st.lists(texts, max_size=3),
        "flag": st.booleans(),
        "first": st.none() | st.dates(max_value=date(2024, 1, 1)),
        "last": st.none() | st.just(date.max) | st.dates(date(2024, 1, 2)),
    }
)


@given(row=rows, limit=st.integers(1, 4))
@settings(max_examples=examples(45), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_whatever_the_rows_contain_every_page_is_that_of_the_plain_route(
    harness: ServiceHarness, row: dict[str, Any], limit: int
) -> None:
    await harness.execute("ALTER TABLE online_service DROP CONSTRAINT IF EXISTS ex_online_service_one_at_a_time")
    await change(harness, CHANGES, row)
    assert await check_pages(harness, PAGES, f"limit={limit}") == 4


async def test_a_filter_by_procedure_is_left_to_the_plain_route(harness: ServiceHarness) -> None:
    assert PAGES.request(f"procedure_code={CODES[1]}", NOON.date()) is None
    assert await check_pages(harness, PAGES, f"procedure_code={CODES[1]}") == 1


async def listed(harness: ServiceHarness) -> Any:
    return (await harness.http.get(PATH)).json()["items"]


async def test_each_change_is_visible_in_the_list_at_once(harness: ServiceHarness) -> None:
    before = await listed(harness)
    body = {"services": [line("1.000105", "full")]}
    await harness.http.post(PATH, json=body, headers=harness.bearer(REGISTER))
    registered = await listed(harness)
    assert [row["procedure_code"] for row in registered] == [*CODES, "1.000105"]
    assert registered[:4] == before
    change_of_level = {"level": "full", "effective_on": "2026-01-01"}
    path = f"{PATH}/{before[3]['id']}/level"
    await harness.http.post(path, json=change_of_level, headers=harness.bearer(REGISTER))
    assert (await listed(harness))[3]["level"] == "full"
    await harness.apply_events([repealed(CODES[0], date(2026, 1, 1), period(BEGIN, date(2026, 1, 1)))])
    assert [row["procedure_code"] for row in await listed(harness)] == [*CODES[1:], "1.000105"]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE online_service SET name = 'khác'",
        "UPDATE level_period SET level = 'partial'",
        "DELETE FROM level_period",
        "TRUNCATE level_period",
        "UPDATE partial_reason SET name = 'khác'",
    ],
)
async def test_each_table_of_a_response_moves_the_revision_once_in_a_transaction(
    harness: ServiceHarness, statement: str
) -> None:
    before = await listed(harness)
    ((revision,),) = await harness.rows("SELECT revision FROM registry_revision")
    await harness.execute(statement)
    assert await listed(harness) != before
    assert await harness.rows("SELECT revision FROM registry_revision") == [(revision + 1,)]


async def test_two_transactions_that_change_the_registry_do_not_wait_for_each_other(harness: ServiceHarness) -> None:
    """The revision is locked at the end of a transaction: locked earlier, each of these would wait for the other."""
    update = text("UPDATE online_service SET name = name WHERE procedure_code = :code")
    async with harness.runtime.engine.connect() as first, harness.runtime.engine.connect() as second:
        await first.execute(update, {"code": CODES[0]})
        await asyncio.wait_for(second.execute(update, {"code": CODES[1]}), 5)
        await second.commit()
        await first.commit()
