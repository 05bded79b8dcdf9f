"""Items about procedures that existed before anything of them was recorded here."""

from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest

from common.contracts.event import decode, encode
from common.contracts.procedures import ProcedureAmended, ProcedureEvent, ProcedureRepealed, ProcedureReplaced
from procedures.law.domain.parts import Part
from tests.support import law_events
from tests.support.postgres import Postgres
from tests.support.procedures_harness import LAW, ProceduresHarness, content, item, problem, procedures_harness

A, B = "1.000101", "1.000102"
MAY, JUNE, JULY = "2023-05-01", "2023-06-01", "2023-07-01"
HEADING: dict[str, Any] = {
    "name": "Cấp lại giấy phép",
    "field_code": "G15-TP110",
    "agency_code": "H60.01",
    "levels": ["district"],
}


@pytest.fixture
async def harness(postgres: Postgres, tmp_path: Path) -> AsyncIterator[ProceduresHarness]:
    async with procedures_harness(postgres, tmp_path) as harness:
        yield harness


def older(kind: str, code: str = A, on: str = JUNE, **parts: Any) -> dict[str, Any]:
    """An item about a procedure of which nothing is recorded."""
    ends = kind == "repeal" or "successor_code" in parts
    stated = {"legal_document_number": LAW["number"], "predecessor_unrecorded": True}
    return item(kind, code, on, **{**stated, **({"heading": HEADING} if ends else {}), **parts})


async def events_of(harness: ProceduresHarness) -> list[ProcedureEvent]:
    return [event for _, event in await harness.emitted_events() if isinstance(event, ProcedureEvent)]


async def chain_of(harness: ProceduresHarness, code: str) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = (await harness.get(f"/v1/procedures/{code}/chain"))["items"]
    return items


@pytest.mark.parametrize("kind", ["amend", "replace"])
async def test_a_history_begins_with_the_first_change(harness: ProceduresHarness, kind: str) -> None:
    published = await harness.publish(older(kind, changed_parts=None))
    assert [await harness.version_on(A, day) for day in ("2023-05-31", JUNE)] == [None, 1]
    (link,) = await chain_of(harness, A)
    all_parts = [part.value for part in Part]
    assert (link["predecessor_unrecorded"], link["computed_changed_parts"]) == (True, all_parts)
    listed = (await harness.get(f"/v1/decisions/{published['id']}"))["items"][0]
    assert (listed["predecessor_unrecorded"], listed["computed_changed_parts"]) == (True, all_parts)
    (event,) = await events_of(harness)
    assert isinstance(event, ProcedureAmended | ProcedureReplaced)
    assert event.predecessor_unrecorded
    if isinstance(event, ProcedureAmended):
        assert (list(event.changed_parts), event.changed_parts_stated) == (all_parts, False)


async def test_a_draft_lists_items_that_rest_on_nothing_that_is_recorded(harness: ProceduresHarness) -> None:
    await harness.publish(item("introduce", A, MAY))
    draft = await harness.draft(
        item("amend", A, JUNE),
        item("repeal", B, JUNE),
        item("confirm", "1.000103", JUNE),
        item("introduce", "1.000104", JUNE),
        item("confirm", "1.000104", JUNE),
        older("amend", "1.000105"),
    )
    expected = [("predecessor-not-recorded", 2), ("procedure-not-recorded", 3)]
    assert [(finding["rule"], finding["item"]) for finding in draft["findings"]] == expected


async def test_parts_that_are_stated_are_kept_as_stated(harness: ProceduresHarness) -> None:
    await harness.publish(older("amend", changed_parts=["fees"]))
    (event,) = await events_of(harness)
    assert isinstance(event, ProcedureAmended)
    assert (event.changed_parts, event.changed_parts_stated) == (("fees",), True)


async def test_a_repeal_states_the_heading_and_leaves_its_act_alone(harness: ProceduresHarness) -> None:
    published = await harness.publish(older("repeal"))
    (event,) = await events_of(harness)
    assert isinstance(event, ProcedureRepealed)
    assert (event.name, event.levels, event.periods, event.predecessor_unrecorded) == (
        HEADING["name"],
        ("district",),
        (),
        True,
    )
    (link,) = await chain_of(harness, A)
    assert (link["kind"], link["predecessor_unrecorded"], link["opened"]) == ("repeal", True, [])
    assert (await harness.get(f"/v1/procedures/{A}/versions"))["items"] == []
    listed = (await harness.get(f"/v1/decisions/{published['id']}"))["items"][0]
    assert (listed["name"], listed["heading"]) == (HEADING["name"], HEADING)
    page = await harness.http.get(f"/thu-tuc/{A}")
    assert page.status_code == 404
    for text in (HEADING["name"], "Lịch sử ghi nhận tại đây bắt đầu", "Chưa ghi nhận phiên bản nào"):
        assert text in page.text
    assert HEADING["name"] in (await harness.http.get(f"/quyet-dinh/{published['id']}")).text


async def test_a_successor_of_an_unrecorded_procedure_is_new_and_names_what_it_replaces(
    harness: ProceduresHarness,
) -> None:
    await harness.publish(older("replace", successor_code=B, changed_parts=None))
    replaced, introduced = await events_of(harness)
    assert isinstance(replaced, ProcedureReplaced)
    assert (replaced.name, replaced.predecessor_unrecorded, replaced.periods) == (HEADING["name"], True, ())
    assert [period.version for period in introduced.periods] == [1]
    (link,) = await chain_of(harness, B)
    assert (link["predecessor_code"], link["predecessor_unrecorded"]) == (A, False)


async def test_only_an_item_that_states_it_begins_a_history(harness: ProceduresHarness) -> None:
    for kind in ("amend", "replace", "repeal"):
        refusal = await harness.publish_refused(item(kind, A, JUNE, legal_document_number=LAW["number"]))
        assert (refusal["status"], refusal["type"]) == (409, "procedure-not-in-force")
        assert "predecessor_unrecorded" in refusal["detail"]
    assert await harness.service.rows("SELECT code FROM procedure") == []


async def test_a_recorded_version_is_never_hidden(harness: ProceduresHarness) -> None:
    await harness.publish(item("introduce", A, MAY))
    await harness.publish(item("repeal", A, JUNE))
    for on in (MAY, JULY):
        for kind in ("amend", "replace", "repeal"):
            refusal = await harness.publish_refused(older(kind, on=on, changed_parts=None))
            assert (refusal["status"], refusal["type"]) == (409, "predecessor-recorded")


@pytest.mark.parametrize(
    ("kind", "parts", "part"),
    [
        ("amend", {"legal_document_number": None}, "legal_document_number"),
        ("repeal", {"heading": None}, "heading"),
        ("amend", {"heading": HEADING}, "heading"),
        ("replace", {"successor_code": B, "heading": None, "changed_parts": None}, "heading"),
        ("introduce", {}, "predecessor_unrecorded"),
        ("declare_online", {}, "predecessor_unrecorded"),
        ("repeal", {"predecessor_unrecorded": False}, "heading"),
    ],
)
async def test_an_incomplete_statement_is_refused_as_a_draft(
    harness: ProceduresHarness, kind: str, parts: dict[str, Any], part: str
) -> None:
    refusal = problem(await harness.post_draft(harness.body(older(kind, **parts))))
    assert (refusal["status"], refusal["type"], refusal["part"]) == (422, "item-incomplete", part)


async def test_the_heading_names_a_recorded_field_and_agency_also_an_ended_one(harness: ProceduresHarness) -> None:
    for member, code, type in (("field_code", "G99-XX9", "unknown-field"), ("agency_code", "H60.77", "unknown-agency")):
        refusal = problem(await harness.post_draft(harness.body(older("repeal", heading={**HEADING, member: code}))))
        assert refusal["type"] == type
    former = {"code": "H60.03", "name": "Sở cũ", "valid_to": "2020-01-01"}
    recorded = await harness.http.post(
        "/v1/agencies", json={"agencies": [former]}, headers=harness.service.bearer("catalogue.write")
    )
    assert recorded.is_success, recorded.text
    await harness.publish(older("repeal", heading={**HEADING, "agency_code": "H60.03"}))
    (event,) = await events_of(harness)
    assert event.agency.name == "Sở cũ"


async def test_a_decision_entered_after_the_repeal_lasts_until_it(harness: ProceduresHarness) -> None:
    await harness.publish(older("repeal", on=JULY))
    await harness.publish(older("amend", on=MAY, changed_parts=None))
    days = ("2023-04-30", MAY, "2023-06-30", JULY)
    assert [await harness.version_on(A, day) for day in days] == [None, 1, 1, None]
    repeal, amendment = await chain_of(harness, A)
    assert (repeal["kind"], amendment["kind"]) == ("repeal", "amend")


async def test_an_annulled_repeal_ends_nothing(harness: ProceduresHarness) -> None:
    repeal = await harness.publish(older("repeal", on=JULY))
    result = await harness.annul(repeal["id"], JULY)
    assert [(outcome["outcome"], outcome["periods"]) for outcome in result["procedures"]] == [("restored", [])]
    await harness.publish(older("amend", on=MAY, changed_parts=None))
    assert await harness.version_on(A, JULY) == 1


async def test_a_corrected_repeal_ends_the_procedure_on_its_corrected_day(harness: ProceduresHarness) -> None:
    repeal = await harness.publish(older("repeal", on=JULY))
    await harness.correct(repeal["id"], {"number": 1, "effective_on": JUNE})
    await harness.publish(older("amend", on=MAY, changed_parts=None))
    assert [await harness.version_on(A, day) for day in ("2023-05-31", JUNE)] == [1, None]


async def test_an_annulled_amendment_leaves_nothing_in_force(harness: ProceduresHarness) -> None:
    amendment = await harness.publish(older("amend", on=MAY, changed_parts=None))
    await harness.annul(amendment["id"], JUNE)
    assert [await harness.version_on(A, day) for day in (MAY, "2023-05-31", JUNE)] == [1, 1, None]


async def test_a_later_amendment_rests_on_the_first_one(harness: ProceduresHarness) -> None:
    first = await harness.publish(older("amend", on=MAY, changed_parts=None))
    await harness.publish(item("amend", A, JUNE, content=content("sau"), changed_parts=["name"]))
    refusal = await harness.annul_refused(first["id"], MAY)
    assert refusal["type"] == "later-item-depends-on-it"


def test_an_old_event_states_its_parts_and_has_a_recorded_predecessor() -> None:
    event = law_events.amended(A, date(2023, 6, 1))
    payload = msgspec.json.decode(encode(event))
    added = {"changed_parts_stated", "predecessor_unrecorded"}
    old = {name: value for name, value in payload.items() if name not in added}
    read = decode("procedure.amended.v1", msgspec.json.encode(old))
    assert isinstance(read, ProcedureAmended)
    assert (read.changed_parts_stated, read.predecessor_unrecorded) == (True, False)
