"""Search terms that officers record: they apply at once, and each change is kept with its author, time and reason."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.support.postgres import Postgres
from tests.support.procedures_harness import CATALOGUE, ProceduresHarness, content, item, problem, procedures_harness

CODE, REASON = "1.000001", "Người dân thường gọi như vậy"


@pytest.fixture
async def harness(postgres: Postgres, tmp_path: Path) -> AsyncIterator[ProceduresHarness]:
    async with procedures_harness(postgres, tmp_path) as harness:
        await harness.publish(item("introduce", CODE, content=content("Cấp giấy phép lái xe")))
        yield harness


async def record_terms(
    harness: ProceduresHarness, *terms: dict[str, Any], scope: str = CATALOGUE, **headers: str
) -> httpx.Response:
    body = {"terms": list(terms), "reason": REASON}
    return await harness.http.post("/v1/search/terms", json=body, headers=harness.service.bearer(scope) | headers)


async def search(harness: ProceduresHarness, q: str) -> list[str]:
    return [hit["code"] for hit in (await harness.http.get("/v1/search", params={"q": q})).json()["hits"]]


async def listed(harness: ProceduresHarness) -> dict[str, dict[str, Any]]:
    """The terms without context."""
    items = (await harness.http.get("/v1/search/terms")).json()["items"]
    return {term["term"]: term for term in items if not term["context"]}


async def test_a_term_applies_at_once_until_it_is_withdrawn(harness: ProceduresHarness) -> None:
    assert await search(harness, "quành chổng") == []
    assert (await record_terms(harness, {"term": "Quành  CHỔNG", "meaning": "giấy phép lái xe"})).json() == {
        "recorded": 1
    }
    assert await search(harness, "quành chổng") == [CODE]
    assert (await listed(harness))["quành chổng"] == {
        "term": "quành chổng",
        "context": [],
        "kind": "meaning",
        "meaning": "giấy phép lái xe",
        "reason": REASON,
        "recorded_at": "2026-11-23T05:00:00Z",
    }
    assert (await record_terms(harness, {"term": "quành chổng", "withdrawn": True})).is_success
    assert await search(harness, "quành chổng") == []
    assert "quành chổng" not in await listed(harness)


async def test_an_installed_term_can_be_changed_or_withdrawn(
    harness: ProceduresHarness,
) -> None:
    assert (await listed(harness))["bằng lái"] == {
        "term": "bằng lái",
        "context": [],
        "kind": "meaning",
        "meaning": "giấy phép lái xe",
        "reason": None,
        "recorded_at": None,
    }
    await record_terms(harness, {"term": "bằng lái", "meaning": None}, {"term": "sổ đỏ", "withdrawn": True})
    assert (await listed(harness))["bằng lái"]["meaning"] is None
    assert "sổ đỏ" not in await listed(harness)


async def test_each_change_of_a_term_is_kept_and_a_repetition_records_nothing(
    harness: ProceduresHarness,
) -> None:
    for _ in range(2):
        await record_terms(harness, {"term": "quái xế", "meaning": "giấy phép lái xe"})
    await record_terms(harness, {"term": "quái xế", "meaning": "giấy phép lái xe hạng A"})
    await record_terms(harness, {"term": "quái xế", "withdrawn": True})
    rows = await harness.service.rows(
        "SELECT meaning, withdrawn, reason, recorded_by FROM search_term_entry ORDER BY id"
    )
    assert [tuple(row) for row in rows] == [
        ("giấy phép lái xe", False, REASON, "officer-1"),
        ("giấy phép lái xe hạng A", False, REASON, "officer-1"),
        (None, True, REASON, "officer-1"),
    ]


async def test_a_term_has_a_meaning_in_each_context(harness: ProceduresHarness) -> None:
    await harness.publish(item("introduce", "1.000002", content=content("Đăng ký khai tử")))
    await record_terms(
        harness,
        {"term": "quành chổng", "meaning": "giấy phép lái xe", "context": ["xe máy", "ô tô"]},
        {"term": "quành chổng", "meaning": "đăng ký khai tử", "context": ["Ông"]},
    )
    assert (await search(harness, "quành chổng xe máy"))[0] == CODE
    assert (await search(harness, "ông quành chổng"))[0] == "1.000002"
    assert await search(harness, "quành chổng") == []
    await record_terms(harness, {"term": "quành chổng", "context": ["ô tô", "xe máy"], "withdrawn": True})
    assert (await search(harness, "ông quành chổng"))[0] == "1.000002"
    items = (await harness.http.get("/v1/search/terms")).json()["items"]
    assert [term["context"] for term in items if term["term"] == "quành chổng"] == [["ông"]]


async def test_an_abbreviation_finds_its_phrase_and_its_phrase_finds_the_abbreviation(
    harness: ProceduresHarness,
) -> None:
    await harness.publish(item("introduce", "1.000002", content=content("Hưởng chế độ QCTQ")))
    await record_terms(harness, {"term": "qctq", "kind": "abbreviation", "meaning": "quành chổng tổng quẩy"})
    assert await search(harness, "qctq") == ["1.000002"]
    assert (await search(harness, "quành chổng tổng quẩy"))[0] == "1.000002"
    await record_terms(harness, {"term": "qclx", "kind": "abbreviation", "meaning": "giấy phép lái xe"})
    assert (await search(harness, "qclx"))[0] == CODE


async def test_the_installed_terms_and_events_are_many_and_consistent(harness: ProceduresHarness) -> None:
    items = (await harness.http.get("/v1/search/terms")).json()["items"]
    assert len([term for term in items if term["meaning"]]) >= 400
    assert {term["kind"] for term in items} == {"abbreviation", "meaning", "ignored", "kept", "place"}
    events = (await harness.http.get("/v1/search/life-events")).json()["items"]
    assert len(events) >= 60
    body = {
        "events": [{key: event[key] for key in ("name", "phrases", "procedures")} for event in events],
        "reason": REASON,
    }
    repeated = await harness.http.post("/v1/search/life-events", json=body, headers=harness.service.bearer(CATALOGUE))
    assert repeated.is_success, repeated.text
    assert not await harness.service.rows("SELECT id FROM life_event_entry")


async def test_an_unknown_term_among_others_refuses_all(harness: ProceduresHarness) -> None:
    refused = problem(
        await record_terms(
            harness, {"term": "quái xế", "meaning": "giấy phép"}, {"term": "không có", "withdrawn": True}
        )
    )
    assert (refused["type"], refused["status"]) == ("search-term-not-found", 404)
    assert "quái xế" not in await listed(harness)


@pytest.mark.parametrize(
    "term",
    [
        {"term": "?!", "meaning": "giấy phép"},
        {"term": "quái xế", "meaning": "—"},
        {"term": "quái xế", "meaning": "Quái  xế"},
        {"term": "quái xế", "meaning": "giấy phép", "withdrawn": True},
        {"term": "x" * 201},
        {"meaning": "giấy phép"},
        {"term": "quái xế", "kind": "meaning"},
        {"term": "quái xế", "kind": "place", "meaning": "giấy phép"},
        {"term": "quái xế", "meaning": "giấy phép", "context": ["户口"]},
        {"term": "quái xế", "meaning": "giấy phép", "context": ["a; b"]},
    ],
)
async def test_a_meaningless_entry_is_refused(harness: ProceduresHarness, term: dict[str, Any]) -> None:
    assert problem(await record_terms(harness, term))["type"] == "malformed-request"


async def test_a_term_must_not_be_listed_twice(harness: ProceduresHarness) -> None:
    assert problem(await record_terms(harness, {"term": "quái xế"}, {"term": "QUÁI XẾ"}))["type"] == "malformed-request"


async def test_recording_terms_needs_the_scope_of_the_catalogue(harness: ProceduresHarness) -> None:
    assert (await record_terms(harness, {"term": "quái xế"}, scope="decisions.draft")).status_code == 403


@pytest.mark.parametrize("term", ["户口", "ក", "ทะเบียน", "прописка", "تسجيل"])
async def test_a_term_that_the_search_cannot_find_is_refused_and_a_stored_one_is_left_out(
    harness: ProceduresHarness, term: str
) -> None:
    refused = problem(await record_terms(harness, {"term": term, "meaning": "giấy phép lái xe"}))
    assert (refused["status"], refused["type"]) == (422, "malformed-request")
    await harness.service.execute(
        "INSERT INTO search_term_entry"
        " (term, context, kind, meaning, withdrawn, reason, recorded_by, recorded_at)"
        " VALUES (:term, '', 'meaning', 'giấy phép', false, '', 'before', now())",
        term=term,
    )
    assert await search(harness, "giấy phép lái xe") == [CODE]
    assert await search(harness, f"{term} lái xe") == [CODE]
    assert (await record_terms(harness, {"term": term, "withdrawn": True})).is_success
    assert term not in await listed(harness)
