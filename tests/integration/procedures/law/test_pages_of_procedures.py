"""The rendered pages of `GET /v1/procedures` are those of the plain route byte for byte, and so is every refusal."""

from collections.abc import AsyncIterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from common.database.connections import driver_of
from common.http.cache import sql_pages
from common.http.pagination import cursor_of
from procedures.law.api.cached_procedures import PAGES
from procedures.law.api.responses import ProcedureOut
from procedures.law.queries.pages_of_procedures import pages_in_force
from tests.support.examples import examples
from tests.support.list_queries import change, check_pages, cursors, days, limits, queries, texts, words
from tests.support.postgres import Postgres
from tests.support.procedures_harness import Body, ProceduresHarness, content, item, procedures_harness
from tests.support.service_harness import NOON

CODES = ["1.000001", "1.000002", "1.000003", "1.000003.H60", "2.000004", "2.000005"]
agencies = st.sampled_from(["H60", "H60.01", "h60.02 ", "H6", "H60.0", "H60.01.", "%", "H60_"])


@pytest.fixture
async def harness(postgres: Postgres, tmp_path: Path) -> AsyncIterator[ProceduresHarness]:
    async with procedures_harness(postgres, tmp_path) as harness:
        urban: Body = {"field_code": "G17-XD01", "agency_code": "H60.02", "levels": ["commune", "province"]}
        await harness.publish(
            item("introduce", CODES[0]),
            item("introduce", CODES[1], content=content("Cấp phép", **urban)),
            item("introduce", CODES[2], content=content(**{**urban, "agency_code": "H60.01"})),
            item("introduce", CODES[3], "2024-06-30"),
            item("introduce", CODES[4], "2030-01-01", content=content("Quy hoạch", **urban)),
            item("introduce", CODES[5], content=content(levels=["commune"])),
        )
        await harness.publish(item("amend", CODES[0], "2030-01-01"), item("repeal", CODES[5], "2024-06-30"))
        yield harness


every_query = queries(
    in_force_on=days,
    agency=agencies,
    field=st.sampled_from(["G15-TP110", "g17-xd01", "G15", "x"]),
    level=st.sampled_from(["province", "commune", "central", "PROVINCE"]),
    limit=limits,
    after=st.sampled_from([cursor_of([code]) for code in [*CODES, "", "0", "9"]]) | cursors,
)


@given(query=every_query)
@settings(max_examples=examples(120), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_every_query_has_the_response_of_the_plain_route(harness: ProceduresHarness, query: str) -> None:
    await check_pages(harness.service, PAGES, query)


CHANGES = [
    "UPDATE agency SET name = :agency",
    "UPDATE field SET name = :field",
    "UPDATE decision SET number = :number, issuing_body = :issuing_body, title = :title",
    "UPDATE decision SET signed_on = :signed_on, signed_year = EXTRACT(year FROM CAST(:signed_on AS date))",
    "UPDATE version SET name = :name, levels = :levels, population_fields = :population_fields",
    "UPDATE period SET under_review = :under_review",
    "UPDATE period SET in_force = daterange('2023-02-01', :effective_to) WHERE procedure_id IN (2, 3, 4)",
    "UPDATE procedure SET code = CASE id WHEN 1 THEN :code ELSE code END",
]
rows = st.fixed_dictionaries(
    {
        **dict.fromkeys(("agency", "field", "issuing_body", "title", "name"), texts),
        "number": words,
        **dict.fromkeys(("levels", "population_fields"), st.lists(words, max_size=3)),
        "signed_on": st.dates(date(1950, 1, 1)),
        "under_review": st.booleans(),
        "effective_to": st.none() | st.just(date.max) | st.dates(NOON.date() + timedelta(days=1)),
        "code": words.filter(lambda code: code not in CODES),
    }
)


@given(row=rows, limit=st.integers(1, 3))
@settings(max_examples=examples(45), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_whatever_the_rows_contain_every_page_is_that_of_the_plain_route(
    harness: ProceduresHarness, row: dict[str, Any], limit: int
) -> None:
    await harness.service.execute("DROP INDEX IF EXISTS uq_decision_issuing_body_signed_year_number")
    await change(harness.service, CHANGES, row)
    assert await check_pages(harness.service, PAGES, f"limit={limit}") >= 3


async def test_a_page_that_would_pass_over_too_many_rows_is_left_to_the_plain_route(
    harness: ProceduresHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sql_pages, "SKIPPED", 0)
    statement = pages_in_force(ProcedureOut)
    request = {"in_force_on": NOON.date(), "agency": None, "field": None, "level": None, "after": "", "size": 2}
    requests = [request, {**request, "field": "G17-XD01"}, {**request, "after": CODES[4], "field": "G15-TP110"}]
    async with harness.service.runtime.engine.connect() as connection:
        first, rare, last = await statement.read(await driver_of(connection), requests)
    assert first is not None
    assert first.last == [CODES[0]]
    assert rare is None, "a row of another field comes first"
    assert last is not None
    assert (last.items, last.last) == (b"", None), "the list ends within the rows that may be passed over"
