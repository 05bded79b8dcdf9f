"""Decisions published at the same time: PostgreSQL orders them, nothing deadlocks, and late requests are refused with
the reason."""

import asyncio
import random
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from common.contracts.procedures import DecisionPublished
from tests.support.postgres import Postgres
from tests.support.procedures_harness import ProceduresHarness, content, item, problem, procedures_harness

CODES = [f"1.{n:06}" for n in range(30)]


@pytest.fixture
async def harness(postgres: Postgres, tmp_path: Path) -> AsyncIterator[ProceduresHarness]:
    async with procedures_harness(postgres, tmp_path) as harness:
        yield harness


async def publish_all(harness: ProceduresHarness, drafts: list[str]) -> list[int]:
    responses = await asyncio.gather(*(harness.post_publish(draft) for draft in drafts))
    return [response.status_code for response in responses]


async def test_of_concurrent_decisions_that_introduce_the_same_codes_one_succeeds(
    harness: ProceduresHarness,
) -> None:
    generator = random.Random(7)
    drafts = [
        (await harness.draft(*(item("introduce", code) for code in generator.sample(CODES, 20))))["id"]
        for _ in range(6)
    ]
    responses = await asyncio.gather(*(harness.post_publish(draft) for draft in drafts))
    assert [response.status_code for response in responses].count(200) == 1
    for response in responses:
        if response.status_code != 200:
            assert problem(response)["type"] == "procedure-already-in-force"
    assert len((await harness.get("/v1/procedures", limit="100"))["items"]) == 20
    assert len(await harness.emitted_events()) == 21


async def test_amendments_of_overlapping_lists_all_succeed_and_leave_whole_timelines(
    harness: ProceduresHarness,
) -> None:
    await harness.publish(*(item("introduce", code) for code in CODES))
    generator = random.Random(11)
    drafts = [
        (
            await harness.draft(
                *(
                    item("amend", code, f"2024-{generator.randint(1, 12):02}-01", content=content(f"{number} {code}"))
                    for code in generator.sample(CODES, 20)
                )
            )
        )["id"]
        for number in range(8)  # each has a name of its own, so that each changes the name in any order
    ]
    assert await publish_all(harness, drafts) == [200] * 8
    emitted = await harness.emitted_events()
    assert [sequence for sequence, _ in emitted] == list(range(1, len(emitted) + 1))
    firsts = [(event.first_sequence, sequence) for sequence, event in emitted if isinstance(event, DecisionPublished)]
    assert [first for first, _ in firsts] == [1, *(last + 1 for _, last in firsts[:-1])]
    gaps = await harness.service.rows(
        "SELECT procedure_id FROM (SELECT procedure_id, lower(in_force) AS starts,"
        " lag(upper(in_force)) OVER (PARTITION BY procedure_id ORDER BY in_force) AS ended FROM period WHERE"
        " upper_inf(known)) AS touching WHERE ended IS DISTINCT FROM starts AND starts > '2023-02-01'"
    )
    assert gaps == []


async def test_one_draft_is_published_once_by_concurrent_requests(harness: ProceduresHarness) -> None:
    draft = (await harness.draft(*(item("introduce", code) for code in CODES)))["id"]
    statuses = await publish_all(harness, [draft] * 6)
    assert sorted(statuses) == [200, 409, 409, 409, 409, 409]
    assert len(await harness.emitted_events()) == len(CODES) + 1


async def test_a_concurrent_repeal_and_amendment_agree_on_their_order(harness: ProceduresHarness) -> None:
    await harness.publish(*(item("introduce", code) for code in CODES))
    for code in CODES[:8]:
        repeal = (await harness.draft(item("repeal", code, "2024-01-01")))["id"]
        amend = (await harness.draft(item("amend", code, "2024-06-01")))["id"]
        repealed, amended = await publish_all(harness, [repeal, amend])
        assert repealed == 200
        assert amended in (200, 409)
        assert await harness.version_on(code, "2024-07-01") is None


async def test_concurrent_drafts_with_one_number_make_one_draft(harness: ProceduresHarness) -> None:
    bodies = [harness.body(item("introduce", code), number="12/QĐ-UBND") for code in CODES[:6]]
    responses = await asyncio.gather(*(harness.post_draft(body) for body in bodies))
    assert sorted(response.status_code for response in responses) == [201, 409, 409, 409, 409, 409]
    assert {problem(response)["type"] for response in responses if response.status_code == 409} == {
        "decision-number-taken"
    }


async def test_concurrent_recordings_of_the_same_agencies_do_not_deadlock(harness: ProceduresHarness) -> None:
    entries = [{"code": f"H60.{n}", "name": f"Sở {n}"} for n in range(100, 160)]
    generator = random.Random(3)
    headers = harness.service.bearer("catalogue.write")
    lists = [generator.sample(entries, len(entries)) for _ in range(6)]
    responses = await asyncio.gather(
        *(harness.http.post("/v1/agencies", json={"agencies": agencies}, headers=headers) for agencies in lists)
    )
    assert {response.status_code for response in responses} == {200}
