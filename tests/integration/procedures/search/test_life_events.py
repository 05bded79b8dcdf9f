"""Life events that officers record: they apply at once, and each change is kept with its author, time and reason."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.support.postgres import Postgres
from tests.support.procedures_harness import CATALOGUE, ProceduresHarness, content, item, problem, procedures_harness

LICENCE, MARRIAGE, REASON = "1.000001", "1.000002", "Người dân hỏi như vậy"
EVENT = {"name": "Quành chổng", "phrases": ["quành/quẩy chổng"], "procedures": [MARRIAGE]}


@pytest.fixture
async def harness(postgres: Postgres, tmp_path: Path) -> AsyncIterator[ProceduresHarness]:
    async with procedures_harness(postgres, tmp_path) as harness:
        names = {LICENCE: "Cấp giấy phép lái xe", MARRIAGE: "Đăng ký kết hôn"}
        await harness.publish(*(item("introduce", code, content=content(name)) for code, name in names.items()))
        yield harness


async def record(harness: ProceduresHarness, *events: dict[str, Any], scope: str = CATALOGUE) -> httpx.Response:
    body = {"events": list(events), "reason": REASON}
    return await harness.http.post("/v1/search/life-events", json=body, headers=harness.service.bearer(scope))


async def search(harness: ProceduresHarness, q: str) -> list[str]:
    return [hit["code"] for hit in (await harness.http.get("/v1/search", params={"q": q})).json()["hits"]]


async def listed(harness: ProceduresHarness) -> dict[str, dict[str, Any]]:
    return {event["name"]: event for event in (await harness.http.get("/v1/search/life-events")).json()["items"]}


async def test_an_event_finds_its_procedures_at_once_until_it_is_withdrawn(harness: ProceduresHarness) -> None:
    assert await search(harness, "quẩy quá thì chổng") == []
    assert (await record(harness, EVENT)).json() == {"recorded": 1}
    assert await search(harness, "quẩy quá thì chổng") == [MARRIAGE]
    assert (await listed(harness))["Quành chổng"] == {
        **EVENT,
        "reason": REASON,
        "recorded_at": "2026-11-23T05:00:00Z",
    }
    assert (await record(harness, {"name": "Quành chổng", "withdrawn": True})).is_success
    assert await search(harness, "quẩy quá thì chổng") == []
    assert "Quành chổng" not in await listed(harness)


async def test_a_procedure_of_the_event_is_above_one_with_a_word_of_the_query(harness: ProceduresHarness) -> None:
    await record(harness, EVENT)
    assert await search(harness, "quành chổng giấy") == [MARRIAGE, LICENCE]
    assert (await search(harness, "cấp giấy phép lái xe"))[0] == LICENCE


async def test_a_code_without_suffix_finds_the_procedure_of_each_province(harness: ProceduresHarness) -> None:
    await harness.publish(item("introduce", "1.000003.H60", content=content("Nuôi con nuôi")))
    await record(harness, {**EVENT, "procedures": ["1.000003"]})
    assert await search(harness, "quành chổng") == ["1.000003.H60"]


async def test_each_change_of_an_event_is_kept_and_a_repetition_records_nothing(harness: ProceduresHarness) -> None:
    for _ in range(2):
        await record(harness, EVENT)
    await record(harness, {**EVENT, "procedures": [LICENCE, MARRIAGE]})
    await record(harness, {"name": "Quành chổng", "withdrawn": True})
    rows = await harness.service.rows(
        "SELECT procedures, withdrawn, reason, recorded_by FROM life_event_entry ORDER BY id"
    )
    assert [tuple(row) for row in rows] == [
        ([MARRIAGE], False, REASON, "officer-1"),
        ([LICENCE, MARRIAGE], False, REASON, "officer-1"),
        ([], True, REASON, "officer-1"),
    ]


async def test_an_unknown_event_among_others_refuses_all(harness: ProceduresHarness) -> None:
    refused = problem(await record(harness, EVENT, {"name": "Không có", "withdrawn": True}))
    assert (refused["type"], refused["status"]) == ("life-event-not-found", 404)
    assert "Quành chổng" not in await listed(harness)


@pytest.mark.parametrize(
    "event",
    [
        {"name": "Quành chổng"},
        {**EVENT, "phrases": []},
        {**EVENT, "procedures": []},
        {**EVENT, "withdrawn": True},
        {**EVENT, "phrases": ["户口"]},
        {**EVENT, "phrases": ["a/ b"]},
        {**EVENT, "phrases": ["a " * 13]},
        {**EVENT, "procedures": ["1.23"]},
    ],
)
async def test_an_incomplete_event_is_refused(harness: ProceduresHarness, event: dict[str, Any]) -> None:
    assert problem(await record(harness, event))["type"] == "malformed-request"


async def test_recording_events_needs_the_scope_of_the_catalogue(harness: ProceduresHarness) -> None:
    assert (await record(harness, EVENT, scope="decisions.draft")).status_code == 403
