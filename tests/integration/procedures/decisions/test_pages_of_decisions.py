"""The rendered pages of `GET /v1/decisions` are those of the plain route byte for byte, and hold no draft."""

from collections.abc import AsyncIterator
from datetime import UTC, date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from common.http.pagination import cursor_of
from procedures.decisions.api.cached_decisions import PAGES
from tests.support.examples import examples
from tests.support.list_queries import change, check_pages, cursors, limits, parts_of, queries, texts, words
from tests.support.postgres import Postgres
from tests.support.procedures_harness import CONTROL, DRAFT, ProceduresHarness, item, procedures_harness

PATH = "/v1/decisions"
BACK_ENTERED = {"back_entered": True, "published_on": "2022-12-30"}
NIL, MAX = "00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff"


@pytest.fixture
async def harness(postgres: Postgres, tmp_path: Path) -> AsyncIterator[ProceduresHarness]:
    async with procedures_harness(postgres, tmp_path) as harness:
        await harness.publish(item("introduce", "1.000001"), topics=["household_book", "essential_services"])
        await harness.publish(item("introduce", "1.000002"), item("introduce", "1.000003"), agency_code="H60.02")
        annulled = await harness.publish(
            item("introduce", "1.000004"), signed_on="2022-12-30", topics=["household_book"]
        )
        await harness.publish(item("introduce", "1.000005"), signed_on="2022-12-30", **BACK_ENTERED)
        await harness.annul(annulled["id"], "2023-02-01", 1)
        await harness.draft(item("introduce", "1.000006"))
        yield harness


every_query = queries(
    status=st.sampled_from(["published", "published", "draft", "signed", "discarded"]),
    agency=st.sampled_from(["H60", "H60.01", "h60.02 ", "H6", "%"]),
    year=st.sampled_from(["2023", "2022", "1900", "9999", "1899"]),
    topic=st.sampled_from(["household_book", "essential_services", "x", "Household_book"]),
    limit=limits,
    after=st.tuples(st.sampled_from(["2022-12-30", "2023-01-15", "9999-12-31"]), st.sampled_from([NIL, MAX])).map(
        cursor_of
    )
    | cursors,
)


@given(query=every_query)
@settings(max_examples=examples(120), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_every_query_has_the_response_of_the_plain_route(harness: ProceduresHarness, query: str) -> None:
    await check_pages(harness.service, PAGES, query)


CHANGES = [
    "UPDATE decision SET number = :number, issuing_body = :issuing_body, title = :title, topics = :topics",
    "UPDATE decision SET signer = :signer, approved = :flag, late = :flag, shortened = :flag",
    "UPDATE decision SET due_on = :due_on, due_article = :article, signed_file_sha256 = :hash",
    "UPDATE decision SET revises = CASE WHEN :flag THEN id END",
    "UPDATE decision SET recorded_at = :recorded_at, published_on = :published_on WHERE status = 'published'",
]
moments = st.datetimes(timezones=st.just(UTC))
rows = st.fixed_dictionaries(
    {
        **dict.fromkeys(("issuing_body", "title", "article"), texts),
        "number": words,
        "signer": st.none() | texts,
        "topics": st.lists(texts, max_size=3),
        "flag": st.booleans(),
        "due_on": st.none() | st.dates() | st.just(date(2023, 1, 15)),
        "published_on": st.dates() | st.just(date.max),
        "hash": st.sampled_from([None, "5e" * 32]),
        "recorded_at": moments | moments.map(lambda moment: moment.replace(microsecond=0)),
    }
)


@given(row=rows, limit=st.integers(1, 4))
@settings(max_examples=examples(45), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_whatever_the_rows_contain_every_page_is_that_of_the_plain_route(
    harness: ProceduresHarness, row: dict[str, Any], limit: int
) -> None:
    await harness.service.execute("DROP INDEX IF EXISTS uq_decision_issuing_body_signed_year_number")
    await change(harness.service, CHANGES, row)
    assert await check_pages(harness.service, PAGES, f"limit={limit}") == 4


async def test_a_caller_with_a_token_never_gets_a_cached_response_and_everyone_else_no_draft(
    harness: ProceduresHarness,
) -> None:
    bearer = harness.service.bearer(DRAFT, CONTROL)
    everyone = await harness.http.get(PATH)
    officer = await harness.http.get(PATH, headers=bearer)
    assert len(officer.json()["items"]) == 5, "the draft too"
    assert parts_of(await harness.http.get(PATH)) == parts_of(everyone)
    assert {row["status"] for row in everyone.json()["items"]} == {"published"}
    assert (await harness.http.get(PATH, headers={"Authorization": "Bearer x"})).status_code == 401


async def test_each_act_is_visible_in_the_list_at_once(harness: ProceduresHarness) -> None:
    async def listed() -> list[tuple[str, int]]:
        return [(row["id"], row["revision"]) for row in (await harness.http.get(PATH)).json()["items"]]

    before = await listed()
    decision = await harness.publish(item("introduce", "1.000007"), signed_on="2023-01-16")
    published = await listed()
    assert published == [(decision["id"], decision["revision"]), *before]
    await harness.correct(decision["id"], {"number": 1, "effective_on": "2023-02-02"})
    corrected = await listed()
    assert corrected == [(decision["id"], decision["revision"] + 1), *before]
    await harness.annul(decision["id"], "2023-02-02", 1)
    assert await listed() == [(decision["id"], decision["revision"] + 2), *before]
