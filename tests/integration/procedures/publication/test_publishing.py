"""Publishing a Decision: what becomes law, and which events are emitted."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from common.contracts.procedures import (
    DecisionPublished,
    ProcedureAmended,
    ProcedureDeclaredOnline,
    ProcedureEvent,
    ProcedureIntroduced,
    ProcedureRepealed,
    ProcedureReplaced,
    ProcessApproved,
)
from tests.support.postgres import Postgres
from tests.support.procedures_harness import LAW, ProceduresHarness, content, item, problem, procedures_harness

A, B, C, D, E = "1.000101", "1.000102", "1.000103", "5.000104", "1.012753.H19"


@pytest.fixture
async def harness(postgres: Postgres, tmp_path: Path) -> AsyncIterator[ProceduresHarness]:
    async with procedures_harness(postgres, tmp_path) as harness:
        yield harness


async def last_events(harness: ProceduresHarness, count: int) -> list[Any]:
    return [event for _, event in (await harness.emitted_events())[-count:]]


async def test_each_item_is_emitted_in_order_and_the_decision_last(harness: ProceduresHarness) -> None:
    await harness.publish(*(item("introduce", code) for code in (A, B, C, D)))
    process = {
        "code": "QT.0001",
        "procedure_code": E,
        "name": "Quy trình",
        "agency_code": "H60.02",
        "inter_agency": True,
        "channel": "online",
        "steps": [
            {"name": "Tiếp nhận", "role": "Một cửa", "hours": 2, "agency_code": "H60.01"},
            {"name": "Trả", "role": "Một cửa", "hours": 4, "agency_name": "Ủy ban nhân dân cấp xã"},
        ],
    }
    decision = await harness.publish(
        item("amend", A, "2023-03-01"),
        item("replace", B, "2023-03-01"),
        item("repeal", C, "2023-03-01"),
        item("declare_online", D, "2023-03-01"),
        item("introduce", E, "2023-03-01"),
        processes=[process],
        topics=["household_book"],
    )
    emitted = await last_events(harness, 7)
    assert [type(event) for event in emitted] == [
        ProcedureAmended,
        ProcedureReplaced,
        ProcedureRepealed,
        ProcedureDeclaredOnline,
        ProcedureIntroduced,
        ProcessApproved,
        DecisionPublished,
    ]
    assert [event.item.number for event in emitted[:5]] == [1, 2, 3, 4, 5]
    approved, last = emitted[-2:]
    assert [(step.number, step.name, step.hours) for step in approved.steps] == [(1, "Tiếp nhận", 2), (2, "Trả", 4)]
    assert [(step.agency and step.agency.name, step.agency_name) for step in approved.steps] == [
        ("Sở Tư pháp", None),
        (None, "Ủy ban nhân dân cấp xã"),
    ]
    assert (approved.channel, approved.case) == ("online", None)
    assert (approved.agency.name, approved.inter_agency, approved.procedure_code) == ("Sở Xây dựng", True, E)
    assert (last.decision_id, last.topics, last.processes) == (decision["id"], ("household_book",), 1)
    assert {count.kind: count.count for count in last.items} == {
        "introduce": 1,
        "amend": 1,
        "replace": 1,
        "repeal": 1,
        "declare_online": 1,
    }


async def test_the_decision_names_the_first_sequence_that_belongs_to_it(harness: ProceduresHarness) -> None:
    await harness.publish(item("introduce", A), item("introduce", B))
    response = await harness.post_publish(
        (await harness.draft(item("amend", A, "2023-03-01"), item("repeal", B, "2023-03-01")))["id"]
    )
    emitted = await harness.emitted_events()
    assert [sequence for sequence, _ in emitted] == [1, 2, 3, 4, 5, 6]
    firsts = {sequence: event.first_sequence for sequence, event in emitted if isinstance(event, DecisionPublished)}
    assert firsts == {3: 1, 6: 4}
    assert response.headers["Event-Position"] == "procedures/0:6"


async def test_an_event_carries_all_periods_that_result(harness: ProceduresHarness) -> None:
    first = await harness.publish(item("introduce", A, content=content("một", levels=["commune", "province"])))
    lists = {"population_fields": ["full_name", "household_head"], "household_member_fields": ["birth_date", "sex"]}
    second = await harness.publish(item("amend", A, "2023-06-01", content=content("hai", **lists)))
    (amended, _) = await last_events(harness, 2)
    first_period, second_period = amended.periods
    assert (first_period.effective_from, first_period.effective_to, first_period.version, first_period.name) == (
        date(2023, 2, 1),
        date(2023, 6, 1),
        1,
        "một",
    )
    assert (first_period.levels, first_period.decision.id) == (("province", "commune"), first["id"])
    assert (second_period.effective_from, second_period.effective_to, second_period.version, second_period.name) == (
        date(2023, 6, 1),
        None,
        2,
        "hai",
    )
    fields = ("full_name", "household_head")
    assert (second_period.population_fields, second_period.decision.id) == (fields, second["id"])
    assert (first_period.household_member_fields, second_period.household_member_fields) == ((), ("sex", "birth_date"))
    assert (amended.name, amended.agency.name, amended.field.name) == ("hai", "Sở Tư pháp", "Hộ tịch")


async def test_a_replacement_by_a_successor_is_one_item_and_two_events(harness: ProceduresHarness) -> None:
    await harness.publish(item("introduce", A))
    await harness.publish(item("replace", A, "2023-06-01", successor_code=B))
    replaced, introduced, decision = await last_events(harness, 3)
    assert isinstance(replaced, ProcedureReplaced)
    assert isinstance(introduced, ProcedureIntroduced)
    assert (replaced.procedure_code, replaced.successor_code, introduced.procedure_code) == (A, B, B)
    assert replaced.item == introduced.item
    assert introduced.item.kind == "replace"
    assert [(count.kind, count.count) for count in decision.items] == [("replace", 1)]
    assert await harness.version_on(A, "2023-06-01") is None
    assert (await harness.version_on(A, "2023-05-31"), await harness.version_on(B, "2023-06-01")) == (1, 1)


async def test_a_repeal_in_the_future_is_emitted_at_once_and_takes_effect_on_its_day(
    harness: ProceduresHarness,
) -> None:
    await harness.publish(item("introduce", A))
    await harness.publish(item("repeal", A, "2027-03-01"))
    repealed, _ = await last_events(harness, 2)
    assert isinstance(repealed, ProcedureRepealed)
    assert repealed.periods[-1].effective_to == date(2027, 3, 1)
    assert await harness.version_on(A, "2027-02-28") == 1
    assert await harness.version_on(A, "2027-03-01") is None
    assert (await harness.get(f"/v1/procedures/{A}"))["period"]["effective_to"] == "2027-03-01"


async def test_a_decision_out_of_order_holds_until_the_period_decided_before_it_which_is_marked_for_review(
    harness: ProceduresHarness,
) -> None:
    await harness.publish(item("introduce", A))
    await harness.publish(item("amend", A, "2024-01-01"))
    late = await harness.publish(item("amend", A, "2023-06-01"))
    assert [await harness.version_on(A, day) for day in ("2023-05-31", "2023-06-01", "2023-12-31", "2024-01-01")] == [
        1,
        3,
        3,
        2,
    ]
    assert [(period["version"], period["effective_from"]) for period in late["under_review"]] == [(2, "2024-01-01")]
    assert (await harness.get(f"/v1/procedures/{A}", in_force_on="2024-02-01"))["period"]["under_review"] is True
    assert (await harness.get(f"/v1/procedures/{A}", in_force_on="2023-07-01"))["period"]["under_review"] is False


async def test_a_repeal_cancels_every_later_period_and_the_response_lists_them(harness: ProceduresHarness) -> None:
    await harness.publish(item("introduce", A))
    await harness.publish(item("amend", A, "2024-01-01"))
    await harness.publish(item("amend", A, "2025-01-01"))
    repeal = await harness.publish(item("repeal", A, "2023-06-01"))
    assert [(period["procedure_code"], period["version"], period["item"]) for period in repeal["cancelled"]] == [
        (A, 2, 1),
        (A, 3, 1),
    ]
    assert [await harness.version_on(A, day) for day in ("2023-05-31", "2023-06-01", "2025-06-01")] == [1, None, None]


async def test_all_items_are_published_or_none(harness: ProceduresHarness) -> None:
    before = await counts(harness)
    refusal = await harness.publish_refused(
        *(item("introduce", f"1.00{n:04}") for n in range(200, 260)), item("amend", A)
    )
    assert (refusal["type"], refusal["status"], refusal["procedure"], refusal["item"]) == (
        "procedure-not-in-force",
        409,
        A,
        61,
    )
    assert await counts(harness) == before
    assert (await harness.get("/v1/decisions"))["items"] == []


async def counts(harness: ProceduresHarness) -> list[int]:
    tables = ("procedure", "version", "period", "event_log")
    (row,) = await harness.service.rows(f"SELECT {', '.join(f'(SELECT count(*) FROM {table})' for table in tables)}")
    return list(row)


@pytest.mark.parametrize(
    ("kind", "type"),
    [
        ("introduce", "procedure-already-in-force"),
        ("amend", "procedure-not-in-force"),
        ("replace", "procedure-not-in-force"),
        ("repeal", "procedure-not-in-force"),
        ("declare_online", "procedure-not-in-force"),
    ],
)
async def test_the_law_in_force_is_checked_on_publication(harness: ProceduresHarness, kind: str, type: str) -> None:
    await harness.publish(item("introduce", A))
    assert (await harness.publish_refused(item(kind, A if kind == "introduce" else B, "2023-06-01")))["type"] == type


async def test_a_decision_is_published_once(harness: ProceduresHarness) -> None:
    published = await harness.publish(item("introduce", A))
    again = await harness.post_publish(published["id"])
    assert (again.status_code, again.json()["type"]) == (409, "urn:congbo:problem:decision-already-published")


async def test_a_decision_to_be_signed_tomorrow_is_neither_signed_nor_published_today(
    harness: ProceduresHarness,
) -> None:
    draft = await harness.draft(item("introduce", A, "2026-12-01"), signed_on="2026-11-24")
    await harness.post_submit(draft["id"])
    await harness.post_approve(draft["id"])
    refusal = problem(await harness.post_sign(draft["id"]))
    assert (refusal["type"], refusal["signed_on"]) == ("signing-day-in-future", "2026-11-24")
    assert problem(await harness.post_publish(draft["id"]))["type"] == "decision-not-signed"


async def test_a_late_item_with_a_document_in_effect_is_accepted_and_flagged(
    harness: ProceduresHarness,
) -> None:
    published = await harness.publish(
        item("introduce", A, "2023-01-05", legal_document_number=LAW["number"]), item("introduce", B)
    )
    assert published["late"] is True
    assert [item["late"] for item in published["items"]] == [True, False]
    (decision,) = await last_events(harness, 1)
    assert decision.late is True


async def test_a_back_entered_decision_has_its_stated_day_and_the_time_of_recording(
    harness: ProceduresHarness,
) -> None:
    published = await harness.publish(item("introduce", A), back_entered=True, published_on="2023-01-20")
    assert (published["published_on"], published["recorded_at"]) == ("2023-01-20", "2026-11-23T05:00:00Z")
    (decision,) = await last_events(harness, 1)
    assert (decision.back_entered, decision.published_on) == (True, date(2023, 1, 20))
    assert decision.recorded_at == harness.service.clock.now()
    (link,) = (await harness.get(f"/v1/procedures/{A}/chain"))["items"]
    assert (link["back_entered"], link["published_on"]) == (True, "2023-01-20")


async def test_a_decision_may_approve_only_processes_of_introduced_procedures(harness: ProceduresHarness) -> None:
    process = {"code": "QT.7", "procedure_code": A, "name": "Quy trình", "agency_code": "H60.01"}
    assert (await harness.publish_refused(processes=[process]))["type"] == "unknown-procedure-in-process"
    await harness.publish(item("introduce", A))
    await harness.publish(processes=[process])
    approved, decision = await last_events(harness, 2)
    assert (approved.process_code, decision.items, decision.processes) == ("QT.7", (), 1)


async def test_events_carry_the_present_name_of_the_agency(harness: ProceduresHarness) -> None:
    await harness.publish(item("introduce", A))
    renamed = {"agencies": [{"code": "H60.01", "name": "Sở Tư pháp tỉnh"}]}
    await harness.http.post("/v1/agencies", json=renamed, headers=harness.service.bearer("catalogue.write"))
    await harness.publish(item("repeal", A, "2023-06-01"))
    repealed, _ = await last_events(harness, 2)
    assert isinstance(repealed, ProcedureEvent)
    assert repealed.agency.name == "Sở Tư pháp tỉnh"


async def test_author_and_time_of_drafting_and_publication_are_stored(harness: ProceduresHarness) -> None:
    draft = (await harness.post_draft(harness.body(item("introduce", A)))).json()
    assert (await harness.post_publish(draft["id"])).status_code == 200
    (row,) = await harness.service.rows("SELECT created_by, created_at, published_by, recorded_at FROM decision")
    assert tuple(row) == ("officer-1", harness.service.clock.now(), "publisher-1", harness.service.clock.now())
