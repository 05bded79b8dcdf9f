"""The cached read of a procedure responds byte for byte like the plain route, and leaves every other request to it."""

from collections.abc import AsyncIterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from procedures.law.storage.content_rows import encode_content
from tests.support.contents import contents
from tests.support.examples import examples
from tests.support.postgres import Postgres
from tests.support.procedures_harness import ProceduresHarness, content, item, procedures_harness
from tests.support.service_harness import NOON

TODAY = NOON.date().isoformat()
TRICKY = 'Đường "số\u200b 1" \\ \t\x01\x1f\x7f </script> \u2028 😀 ế e\u0302\u0301'
EVERYTHING: dict[str, Any] = {
    "levels": ["commune", "province"],
    "steps": [TRICKY, "Bước\nhai", {"case": TRICKY, "steps": [TRICKY]}],
    "channels": [
        {
            "channel": "online",
            "time_limits": [
                {"amount": 0.5, "unit": "working_day", "note": TRICKY, "fees": [{"name": TRICKY, "amount": 8000}]},
                {"amount": 12, "unit": "month"},
            ],
        },
        {"channel": "post"},
    ],
    "papers": [
        {"name": TRICKY, "originals": 0, "copies": 2},
        {
            "case": TRICKY,
            "papers": [
                {
                    "code": "gt.01",
                    "name": TRICKY,
                    "form": {"name": TRICKY, "url": "https://forms.example/a?b=1&c='2'"},
                    "replaced_by_data": {"database": "population", "fields": ["birth_date"], "fallback": TRICKY},
                    "replaced_by_result": {"code": "KQ.G07.000122", "procedure_code": "1.000002"},
                }
            ],
        },
    ],
    "results": [TRICKY, {"code": "KQ.1", "name": TRICKY}],
    "audience": ["Cá nhân"],
    "conditions": TRICKY,
    "population_fields": ["birth_date", "personal_id"],
    "legal_bases": [
        {
            "number": "1/NĐ-CP",
            "title": TRICKY,
            "issued_on": "2022-12-21",
            "effective_on": "2023-01-01",
            "issuing_body": TRICKY,
            "link": "https://law.example/1",
        },
        {"number": TRICKY, "title": TRICKY},
    ],
    "agencies": [{"role": "coordinates", "name": TRICKY}, {"role": "executes", "code": "H60.01"}],
}


@pytest.fixture
async def harness(postgres: Postgres, tmp_path: Path) -> AsyncIterator[ProceduresHarness]:
    async with procedures_harness(postgres, tmp_path) as harness:
        yield harness


async def both(harness: ProceduresHarness, code: str, **headers: str) -> tuple[httpx.Response, httpx.Response]:
    """Returns the responses of the cached read and of the plain route, which serves every request with a query."""
    cached = await harness.http.get(f"/v1/procedures/{code}", headers=headers)
    return cached, await harness.http.get(f"/v1/procedures/{code}", params={"in_force_on": TODAY}, headers=headers)


def status_headers_and_body(response: httpx.Response) -> tuple[int, list[tuple[bytes, bytes]], bytes]:
    return response.status_code, response.headers.raw, response.content


async def used_cached_read(harness: ProceduresHarness) -> bool:
    """Returns whether the response cache ran the statement on one of its own connections, which it opens lazily."""
    return bool(
        await harness.service.rows(
            "SELECT 1 FROM pg_stat_activity WHERE application_name = 'response cache' AND datname = current_database()"
            " AND query LIKE '%convert_to(concat(%'"
        )
    )


async def test_the_response_equals_that_of_the_plain_route_byte_for_byte(harness: ProceduresHarness) -> None:
    law = {"number": "1/NĐ-CP", "title": TRICKY, "issued_on": "2022-12-21", "effective_on": "2023-01-01"}
    later = item("amend", "1.000001", "2030-01-01", content=content(TRICKY))
    await harness.publish(
        item("introduce", "1.000001", content=content(TRICKY, **EVERYTHING)), title=TRICKY, legal_documents=[law]
    )
    await harness.publish(later)
    cached, plain = await both(harness, "1.000001")
    assert status_headers_and_body(cached) == status_headers_and_body(plain)
    assert cached.json()["period"]["effective_to"] == "2030-01-01"
    assert await used_cached_read(harness)


async def test_a_conditional_request_is_304_like_on_the_plain_route(harness: ProceduresHarness) -> None:
    await harness.publish(item("introduce", "1.000001"))
    tag = (await harness.http.get("/v1/procedures/1.000001")).headers["etag"]
    for condition in (tag, f"W/{tag}", f'"other", {tag}', "*", '"other"'):
        cached, plain = await both(harness, "1.000001", **{"If-None-Match": condition})
        assert status_headers_and_body(cached) == status_headers_and_body(plain), condition


async def test_a_code_that_is_not_in_force_unknown_or_malformed_is_refused_by_the_plain_route(
    harness: ProceduresHarness,
) -> None:
    await harness.publish(item("introduce", "1.000001", "2030-01-01"), item("introduce", "1.000002"))
    await harness.publish(item("repeal", "1.000002", "2024-01-01"))
    for code in ("1.000001", "1.000002", "9.999999", "nonsense", "1.000001/", "1.00000١"):
        cached, plain = await both(harness, code)
        assert cached.status_code in {404, 422, 307}, code
        assert status_headers_and_body(cached)[::2] == status_headers_and_body(plain)[::2] or code.endswith("/")


async def test_a_code_in_lower_case_is_found(harness: ProceduresHarness) -> None:
    await harness.publish(item("introduce", "1.000001.H60"))
    cached, plain = await both(harness, "1.000001.h60")
    assert (cached.status_code, cached.content) == (200, plain.content)


async def test_a_change_is_visible_at_once(harness: ProceduresHarness) -> None:
    await harness.publish(item("introduce", "1.000001"))
    for number in range(2, 12):
        assert (await harness.http.get("/v1/procedures/1.000001")).json()["period"]["version"] == number - 1
        await harness.publish(item("amend", "1.000001", f"2023-03-{number:02}"))


async def test_a_new_name_is_visible_at_once_although_the_old_response_is_cached(harness: ProceduresHarness) -> None:
    await harness.publish(item("introduce", "1.000001"))
    first = (await harness.http.get("/v1/procedures/1.000001")).json()
    for table in ("agency", "field"):
        before = (await harness.http.get("/v1/procedures/1.000001")).content
        await harness.service.execute(
            f"UPDATE {table} SET name = 'Tên khác' WHERE code = :code", code=first[table]["code"]
        )
        cached, plain = await both(harness, "1.000001")
        assert cached.content == plain.content != before


async def test_a_terminated_connection_fails_no_request(harness: ProceduresHarness) -> None:
    await harness.publish(item("introduce", "1.000001"))
    for _ in range(3):
        assert (await harness.http.get("/v1/procedures/1.000001")).status_code == 200
        await harness.service.rows(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'response cache'"
        )


words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=60)
CHANGES = [
    "SET LOCAL session_replication_role = replica",  # bypasses the triggers that refuse changes
    "UPDATE agency SET name = :agency WHERE code = 'H60.01'",
    "UPDATE field SET name = :field WHERE code = 'G15-TP110'",
    "UPDATE decision SET number = :number, issuing_body = :issuing_body, title = :title",
    "UPDATE decision SET signed_on = :signed_on, signed_year = EXTRACT(year FROM CAST(:signed_on AS date))",
    (
        "UPDATE version SET name = :name, levels = :levels, population_fields = :population_fields, content ="
        " CAST(CAST(:content AS text) AS json)"
    ),
    "UPDATE period SET under_review = :under_review, in_force = daterange('2023-02-01', :effective_to)",
    "UPDATE catalogue_revision SET revision = revision + 1",
]
rows = st.fixed_dictionaries(
    {
        **dict.fromkeys(("agency", "field", "number", "issuing_body", "title", "name"), words),
        **dict.fromkeys(("levels", "population_fields"), st.lists(words, max_size=3)),
        "signed_on": st.dates(date(1950, 1, 1)),
        "content": contents.map(encode_content),
        "under_review": st.booleans(),
        "effective_to": st.none() | st.just(date.max) | st.dates(NOON.date() + timedelta(days=1)),
    }
)


@given(row=rows)
@settings(max_examples=examples(150), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_whatever_the_rows_contain_the_response_equals_that_of_the_plain_route(
    harness: ProceduresHarness, row: dict[str, Any]
) -> None:
    """The rows include values that requests cannot create; all of them must be rendered alike."""
    if (await harness.http.get("/v1/procedures/1.000077")).status_code == 404:
        await harness.publish(item("introduce", "1.000077"))
    async with harness.service.runtime.engine.begin() as connection:
        for statement in CHANGES:
            await connection.execute(text(statement), row)
    cached, plain = await both(harness, "1.000077")
    assert status_headers_and_body(cached) == status_headers_and_body(plain)
    assert await used_cached_read(harness)
    assert cached.json()["agency"]["name"] == row["agency"], "the earlier response is not returned"
