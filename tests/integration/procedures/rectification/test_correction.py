"""Corrections of clerical faults of a published Decision: the corrected statement applies from the beginning, and the
old one stays readable."""

from collections.abc import AsyncIterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from common.contracts.procedures import DecisionCorrected, ProcedureCorrected
from tests.support.postgres import Postgres
from tests.support.procedures_harness import (
    ANNUL,
    LAW,
    ProceduresHarness,
    content,
    instrument,
    item,
    problem,
    procedures_harness,
)

A, B = "1.000101", "1.000102"
MARCH, JUNE, JULY, AUGUST = "2023-03-01", "2023-06-01", "2023-07-01", "2023-08-01"
RIGHT = content("Đăng ký khai sinh", population_fields=["full_name"])
WRONG = content("Đăng ký khai xinh", population_fields=["full_name"])


@pytest.fixture
async def harness(postgres: Postgres, tmp_path: Path) -> AsyncIterator[ProceduresHarness]:
    async with procedures_harness(postgres, tmp_path) as harness:
        yield harness


async def published_with_fault(harness: ProceduresHarness) -> str:
    return str((await harness.publish(item("introduce", A, content=WRONG)))["id"])


CONTENT_CORRECTION = {"number": 1, "content": RIGHT, "corrected_parts": ["name"]}


async def test_a_corrected_content_is_another_version_from_the_beginning(harness: ProceduresHarness) -> None:
    id = await published_with_fault(harness)
    before = harness.service.clock.now()
    harness.service.clock.moment = before + timedelta(hours=1)
    result = await harness.correct(id, CONTENT_CORRECTION)
    assert result["items"] == [
        {"number": 1, "previous_effective_on": None, "effective_on": None, "corrected_parts": ["name"], "version": 2}
    ]
    current = await harness.get(f"/v1/procedures/{A}", in_force_on=JUNE)
    assert (current["name"], current["period"]["version"], current["content"]["name"], current["decision"]["id"]) == (
        RIGHT["name"],
        2,
        RIGHT["name"],
        id,
    )
    earlier = await harness.get(f"/v1/procedures/{A}", in_force_on=JUNE, known_on=before.isoformat())
    assert (earlier["name"], earlier["period"]["version"]) == (WRONG["name"], 1)
    faulty, corrected = (await harness.get(f"/v1/procedures/{A}/versions"))["items"]
    assert (faulty["periods"], faulty["correction"], faulty["name"]) == ([], None, WRONG["name"])
    assert (corrected["item"], corrected["correction"]["number"], corrected["correction"]["reason"]) == (
        1,
        "977/QĐ-UBND",
        instrument()["reason"],
    )
    decision = await harness.get(f"/v1/decisions/{id}")
    assert decision["items"][0]["content"]["name"] == WRONG["name"], "the Decision is shown as it was published"
    assert [(correction["items"], correction["legal_document"]) for correction in decision["corrections"]] == [
        (result["items"], {**LAW, "provincial": False, "ministry_decision": False})
    ]


async def test_a_corrected_date_applies_and_the_old_one_stays_readable(harness: ProceduresHarness) -> None:
    await harness.publish(item("introduce", A))
    repeal = await harness.publish(item("repeal", A, JUNE))
    result = await harness.correct(repeal["id"], {"number": 1, "effective_on": JULY})
    assert [await harness.version_on(A, day) for day in ("2023-05-31", JUNE, "2023-06-30", JULY)] == [1, 1, 1, None]
    assert (result["items"][0]["previous_effective_on"], result["items"][0]["effective_on"]) == (JUNE, JULY)
    _, published, corrected = (await harness.get(f"/v1/procedures/{A}/chain"))["items"]
    assert (published["effective_on"], published["act"]) == (JUNE, "publication")
    assert (corrected["act"], corrected["effective_on"], corrected["previous_effective_on"]) == (
        "correction",
        JULY,
        JUNE,
    )
    await harness.correct(repeal["id"], {"number": 1, "effective_on": AUGUST})
    assert await harness.version_on(A, JULY) == 1
    (_, second) = (await harness.get(f"/v1/decisions/{repeal['id']}"))["corrections"]
    assert second["items"][0]["previous_effective_on"] == JULY


async def test_the_events_have_the_resulting_periods_and_the_correction_comes_last(
    harness: ProceduresHarness,
) -> None:
    id = await published_with_fault(harness)
    await harness.correct(id, {**CONTENT_CORRECTION, "effective_on": MARCH})
    (_, event), (last, closing) = (await harness.emitted_events())[-2:]
    assert isinstance(event, ProcedureCorrected)
    assert (event.name, event.corrected_parts) == (RIGHT["name"], ("name",))
    assert (event.previous_effective_on, event.effective_on) == (date(2023, 2, 1), date(2023, 3, 1))
    assert [(period.version, period.name, period.effective_from) for period in event.periods] == [
        (2, RIGHT["name"], date(2023, 3, 1))
    ]
    assert isinstance(closing, DecisionCorrected)
    assert ([item.number for item in closing.items], closing.first_sequence) == ([1], last - 1)


async def test_correcting_a_replacement_moves_both_procedures_and_the_content_of_the_successor(
    harness: ProceduresHarness,
) -> None:
    await harness.publish(item("introduce", A))
    replaced = await harness.publish(item("replace", A, JUNE, successor_code=B, content=WRONG))
    result = await harness.correct(replaced["id"], {**CONTENT_CORRECTION, "effective_on": JULY})
    assert [outcome["procedure_code"] for outcome in result["procedures"]] == [A, B]
    assert [await harness.version_on(A, day) for day in (JUNE, JULY)] == [1, None]
    assert [await harness.version_on(B, day) for day in (JUNE, JULY)] == [None, 2]


async def test_annulling_a_repeal_restores_the_corrected_version(
    harness: ProceduresHarness,
) -> None:
    id = await published_with_fault(harness)
    repeal = await harness.publish(item("repeal", A, "2023-02-01"))
    await harness.correct(id, CONTENT_CORRECTION)
    assert await harness.version_on(A, JUNE) is None
    await harness.annul(repeal["id"], MARCH)
    assert [await harness.version_on(A, day) for day in ("2023-02-15", JUNE)] == [None, 2]


async def test_later_decisions_continue_from_the_corrected_version(harness: ProceduresHarness) -> None:
    id = await published_with_fault(harness)
    await harness.correct(id, CONTENT_CORRECTION)
    amended = {**RIGHT, "conditions": "Đủ 18 tuổi"}
    await harness.publish(item("amend", A, JUNE, content=amended, changed_parts=["conditions"]))
    assert [await harness.version_on(A, day) for day in (MARCH, JUNE)] == [2, 3]


@pytest.mark.parametrize(
    ("corrected_item", "type"),
    [
        ({"number": 7, "effective_on": MARCH}, "unknown-item"),
        ({"number": 1, "effective_on": "2023-02-01"}, "correction-changes-nothing"),
        ({"number": 1, "content": WRONG, "corrected_parts": ["name"]}, "correction-changes-nothing"),
        ({"number": 1, "content": RIGHT, "corrected_parts": ["fees"]}, "corrected-parts-incorrect"),
        (
            {"number": 1, "content": {**RIGHT, "agency_code": "H60.77"}, "corrected_parts": ["name", "agency"]},
            "unknown-agency",
        ),
        ({"number": 1, "effective_on": "2022-12-01"}, "effective-before-decision"),
        ({"number": 2, "content": RIGHT, "corrected_parts": ["name"]}, "item-has-no-content"),
        ({"number": 1}, "malformed-request"),
        ({"number": 1, "content": RIGHT}, "malformed-request"),
        ({"number": 1, "online_level": "partial"}, "malformed-request"),
        ({"number": 1, "kind": "repeal"}, "malformed-request"),
    ],
)
async def test_a_correction_of_another_kind_is_refused_and_changes_nothing(
    harness: ProceduresHarness, corrected_item: dict[str, Any], type: str
) -> None:
    await harness.publish(item("introduce", B))
    both = await harness.publish(item("introduce", A, content=WRONG), item("repeal", B, JUNE))
    before = await harness.get(f"/v1/decisions/{both['id']}")
    assert (await harness.correct_refused(both["id"], corrected_item))["type"] == type
    assert await harness.get(f"/v1/decisions/{both['id']}") == before


async def test_an_item_that_depends_on_the_corrected_one_is_named_in_the_refusal(harness: ProceduresHarness) -> None:
    id = await published_with_fault(harness)
    amended = await harness.publish(item("amend", A, JUNE))
    refusal = await harness.correct_refused(id, {"number": 1, "effective_on": AUGUST})
    assert (refusal["type"], refusal["decision"], refusal["kind"]) == (
        "later-item-depends-on-it",
        amended["id"],
        "amend",
    )


async def test_an_annulled_item_cannot_be_corrected(harness: ProceduresHarness) -> None:
    id = await published_with_fault(harness)
    await harness.annul(id, JUNE)
    assert (await harness.correct_refused(id, CONTENT_CORRECTION))["type"] == "item-already-annulled"


async def test_correcting_requires_its_own_scope_and_names_an_item_once(harness: ProceduresHarness) -> None:
    id = await published_with_fault(harness)
    response = await harness.post_rectification(
        id, "corrections", {**instrument(), "items": [CONTENT_CORRECTION]}, ANNUL
    )
    assert (response.status_code, response.json()["scope"]) == (403, "decisions.correct")
    assert (await harness.correct_refused(id, CONTENT_CORRECTION, CONTENT_CORRECTION))["type"] == "malformed-request"


async def test_author_and_legal_document_are_stored(harness: ProceduresHarness) -> None:
    id = await published_with_fault(harness)
    response = await harness.post_rectification(
        id, "corrections", {**instrument(), "items": [CONTENT_CORRECTION]}, **{"If-Match": '"5"'}
    )
    assert (response.status_code, response.headers["ETag"]) == (201, '"6"')
    stale = await harness.post_rectification(
        id, "corrections", {**instrument(), "items": [CONTENT_CORRECTION]}, **{"If-Match": '"5"'}
    )
    assert problem(stale)["type"] == "revision-mismatch"
    (row,) = await harness.service.rows("SELECT kind, recorded_by, legal_document_number, reason FROM rectification")
    assert tuple(row) == ("correction", "chairman", LAW["number"], instrument()["reason"])
