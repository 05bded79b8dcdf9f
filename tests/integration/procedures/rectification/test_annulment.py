"""The annulment of a published Decision: the resulting law, the events, the refusals, and what was known before."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError

from common.contracts.procedures import DecisionAnnulled, ProcedureAnnulled, ProcedureRestored
from procedures.law.api.cached_procedures import RENDERED
from tests.support.postgres import Postgres
from tests.support.procedures_harness import (
    ANNUL,
    CORRECT,
    DRAFT,
    LAW,
    PUBLISH,
    ProceduresHarness,
    content,
    instrument,
    item,
    problem,
    procedures_harness,
)

A, B, C = "1.000101", "1.000102", "1.000103"
JUNE, JULY, AUGUST = "2023-06-01", "2023-07-01", "2023-08-01"


@pytest.fixture
async def harness(postgres: Postgres, tmp_path: Path) -> AsyncIterator[ProceduresHarness]:
    async with procedures_harness(postgres, tmp_path) as harness:
        yield harness


async def repealed(harness: ProceduresHarness) -> tuple[str, str]:
    """Introduces A and repeals it from June on. Returns the ids of the two Decisions."""
    first = await harness.publish(item("introduce", A))
    return first["id"], (await harness.publish(item("repeal", A, JUNE)))["id"]


def spans(outcome: dict[str, Any], member: str = "periods") -> list[tuple[str, str | None, int]]:
    return [(period["effective_from"], period["effective_to"], period["version"]) for period in outcome[member]]


async def test_annulling_a_repeal_restores_the_procedure_from_the_stated_day(harness: ProceduresHarness) -> None:
    _, repeal = await repealed(harness)
    result = await harness.annul(repeal, JULY)
    assert (result["entire_decision"], result["items"], result["effective_from"]) == (True, [1], JULY)
    (outcome,) = result["procedures"]
    assert (outcome["outcome"], outcome["procedure_code"], outcome["effective_on"]) == ("restored", A, JULY)
    assert spans(outcome) == [("2023-02-01", JUNE, 1), (JULY, None, 1)]
    assert spans(outcome, "opened") == [(JULY, None, 1)]
    assert [await harness.version_on(A, day) for day in ("2023-05-31", JUNE, "2023-06-30", JULY)] == [1, None, None, 1]


async def test_an_annulment_from_the_day_of_the_repeal_leaves_no_gap(harness: ProceduresHarness) -> None:
    _, repeal = await repealed(harness)
    (outcome,) = (await harness.annul(repeal, JUNE))["procedures"]
    assert (spans(outcome), spans(outcome, "closed")) == ([("2023-02-01", None, 1)], [("2023-02-01", JUNE, 1)])


async def test_a_read_of_an_earlier_moment_ignores_a_later_annulment(harness: ProceduresHarness) -> None:
    _, repeal = await repealed(harness)
    before = harness.service.clock.now() + timedelta(minutes=1)
    harness.service.clock.moment = before + timedelta(hours=1)
    await harness.annul(repeal, JUNE)
    known = {"known_on": before.isoformat()}
    assert [await harness.version_on(A, day, **known) for day in ("2023-05-31", JUNE, JULY)] == [1, None, None]
    assert [await harness.version_on(A, day) for day in ("2023-05-31", JUNE, JULY)] == [1, 1, 1]


async def test_the_events_are_one_for_each_procedure_and_last_the_annulment(harness: ProceduresHarness) -> None:
    await harness.publish(item("introduce", A), item("introduce", B))
    both = await harness.publish(
        item("repeal", A, JUNE), item("amend", B, JUNE, content=content("hai", population_fields=["full_name"]))
    )
    response = await harness.post_rectification(both["id"], "annulments", {**instrument(), "effective_from": JULY})
    (_, restored), (_, annulled), (last, closing) = (await harness.emitted_events())[-3:]
    assert isinstance(restored, ProcedureRestored)
    assert (restored.procedure_code, restored.item.kind, restored.decision.id) == (A, "repeal", both["id"])
    assert restored.instrument.canonical_number == "977/QĐ-UBND"
    assert (restored.instrument.number, restored.reason) == ("977/QĐ-UBND", instrument()["reason"])
    assert [(period.effective_from, period.effective_to) for period in restored.periods] == [
        (date(2023, 2, 1), date(2023, 6, 1)),
        (date(2023, 7, 1), None),
    ]
    assert isinstance(annulled, ProcedureAnnulled)
    assert [(period.version, period.population_fields) for period in annulled.periods] == [
        (1, ()),
        (2, ("full_name",)),
        (1, ()),
    ]
    assert isinstance(closing, DecisionAnnulled)
    assert (closing.entire_decision, [item.number for item in closing.items], closing.effective_from) == (
        True,
        [1, 2],
        date(2023, 7, 1),
    )
    assert (closing.first_sequence, response.headers["Event-Position"]) == (last - 2, f"procedures/0:{last}")
    assert (closing.legal_document_number, closing.recorded_at) == (
        LAW["number"],
        datetime.fromisoformat(response.json()["recorded_at"]),
    )


async def test_a_replacement_by_a_successor_is_undone_on_both_sides(harness: ProceduresHarness) -> None:
    await harness.publish(item("introduce", A))
    replaced = await harness.publish(item("replace", A, JUNE, successor_code=B))
    result = await harness.annul(replaced["id"], JULY)
    assert [(outcome["outcome"], outcome["procedure_code"]) for outcome in result["procedures"]] == [
        ("restored", A),
        ("annulled", B),
    ]
    for code, versions in ((A, [1, None, 1]), (B, [None, 1, None])):
        assert [await harness.version_on(code, day) for day in ("2023-05-31", JUNE, JULY)] == versions


async def test_annulling_a_declaration_changes_no_period(harness: ProceduresHarness) -> None:
    await harness.publish(item("introduce", A))
    declared = await harness.publish(item("declare_online", A, JUNE))
    (outcome,) = (await harness.annul(declared["id"], JUNE))["procedures"]
    assert (outcome["opened"], outcome["closed"]) == ([], [])
    annulled = (await harness.emitted_events())[-2][1]
    assert isinstance(annulled, ProcedureAnnulled)
    assert (annulled.online_level, annulled.item.kind) == ("full", "declare_online")


async def test_after_a_partial_annulment_the_rest_of_the_decision_can_be_annulled(harness: ProceduresHarness) -> None:
    both = await harness.publish(item("introduce", A), item("introduce", B))
    part = await harness.annul(both["id"], JUNE, 2)
    assert (
        part["entire_decision"],
        part["items"],
        await harness.version_on(B, JUNE),
        await harness.version_on(A, JUNE),
    ) == (
        False,
        [2],
        None,
        1,
    )
    again = await harness.annul_refused(both["id"], JULY, 2)
    assert (again["type"], again["status"], again["annulled_from"]) == ("item-already-annulled", 409, JUNE)
    rest = await harness.annul(both["id"], JULY)
    assert (rest["entire_decision"], rest["items"]) == (True, [1])
    assert (await harness.annul_refused(both["id"], JULY))["type"] == "decision-already-annulled"
    decision = await harness.get(f"/v1/decisions/{both['id']}")
    assert [(item["number"], item["annulled_from"]) for item in decision["items"]] == [(1, JULY), (2, JUNE)]
    assert [
        (annulment["items"], annulment["entire_decision"], annulment["reason"]) for annulment in decision["annulments"]
    ] == [
        ([2], False, instrument()["reason"]),
        ([1], True, instrument()["reason"]),
    ]


async def test_an_item_that_depends_on_the_annulled_one_is_named_in_the_refusal(harness: ProceduresHarness) -> None:
    first, repeal = await repealed(harness)
    again = await harness.publish(item("introduce", A, AUGUST))
    before = await harness.get(f"/v1/procedures/{A}/chain")
    refusal = await harness.annul_refused(repeal, JULY)
    assert (refusal["type"], refusal["status"]) == ("later-item-depends-on-it", 409)
    assert (refusal["procedure"], refusal["decision"], refusal["item"], refusal["kind"], refusal["on"]) == (
        A,
        again["id"],
        1,
        "introduce",
        AUGUST,
    )
    assert (await harness.annul_refused(first, JULY))["decision"] == repeal
    assert await harness.get(f"/v1/procedures/{A}/chain") == before
    await harness.annul(again["id"], AUGUST)
    await harness.annul(repeal, JULY)
    assert [await harness.version_on(A, day) for day in (JUNE, JULY, AUGUST)] == [None, 1, 1]


async def test_an_annulled_amendment_is_not_restored_with_the_repeal_that_had_cancelled_it(
    harness: ProceduresHarness,
) -> None:
    await harness.publish(item("introduce", A))
    later = await harness.publish(item("amend", A, AUGUST))
    repeal = await harness.publish(item("repeal", A, JUNE))
    await harness.annul(later["id"], AUGUST)
    (outcome,) = (await harness.annul(repeal["id"], JUNE))["procedures"]
    assert spans(outcome) == [("2023-02-01", None, 1)]


async def test_an_annulment_without_effect_has_its_own_moment(harness: ProceduresHarness) -> None:
    """The clock does not advance here; still the periods of the next Decision are not attributed to the annulment."""
    await harness.publish(item("introduce", A))
    later = await harness.publish(item("amend", A, AUGUST))
    await harness.publish(item("repeal", A, JUNE))
    (outcome,) = (await harness.annul(later["id"], AUGUST))["procedures"]
    assert (outcome["opened"], outcome["closed"]) == ([], [])
    await harness.publish(item("introduce", A, JULY))
    links = (await harness.get(f"/v1/procedures/{A}/chain"))["items"]
    assert [(link["act"], len(link["opened"])) for link in links[-2:]] == [("annulment", 0), ("publication", 1)]


async def test_a_restored_procedure_has_the_amendment_that_the_repeal_had_cancelled(
    harness: ProceduresHarness,
) -> None:
    await harness.publish(item("introduce", A))
    await harness.publish(item("amend", A, AUGUST))
    repeal = await harness.publish(item("repeal", A, JUNE))
    (outcome,) = (await harness.annul(repeal["id"], JUNE))["procedures"]
    assert spans(outcome) == [("2023-02-01", AUGUST, 1), (AUGUST, None, 2)]


async def test_later_decisions_continue_from_the_law_after_an_annulment(harness: ProceduresHarness) -> None:
    _, repeal = await repealed(harness)
    await harness.annul(repeal, JULY)
    await harness.publish(item("amend", A, AUGUST))
    first, second = (await harness.get(f"/v1/procedures/{A}/versions"))["items"]
    assert [(period["effective_from"], period["effective_to"]) for period in first["periods"]] == [
        ("2023-02-01", JUNE),
        (JULY, AUGUST),
    ]
    assert (first["period"], second["period"]["effective_from"]) == (first["periods"][-1], AUGUST)
    for path in ("difference", "difference.html"):
        assert (await harness.http.get(f"/v1/procedures/{A}/{path}", params={"from": 1, "to": 2})).status_code == 200


async def test_the_chain_shows_the_annulment_with_its_own_instrument(harness: ProceduresHarness) -> None:
    _, repeal = await repealed(harness)
    await harness.annul(repeal, JULY)
    _, published, annulled = (await harness.get(f"/v1/procedures/{A}/chain"))["items"]
    assert (published["act"], published["instrument"], published["kind"]) == ("publication", None, "repeal")
    assert (annulled["act"], annulled["kind"], annulled["decision"]["id"]) == ("annulment", "repeal", repeal)
    document = {**LAW, "provincial": False, "ministry_decision": False}
    assert (annulled["effective_on"], annulled["instrument"]["legal_document"]) == (JULY, document)
    assert (annulled["instrument"]["number"], annulled["late"]) == ("977/QĐ-UBND", False)
    assert [period["effective_from"] for period in annulled["opened"]] == [JULY]


async def test_the_cached_read_equals_the_plain_route_in_a_gap_and_after_it(harness: ProceduresHarness) -> None:
    _, repeal = await repealed(harness)
    await harness.annul(repeal, JULY)
    async with harness.service.runtime.engine.connect() as connection:
        driver = (await connection.get_raw_connection()).driver_connection
        for day, in_force in ((date(2023, 6, 15), False), (date(2023, 7, 15), True)):
            plain = await harness.http.get(f"/v1/procedures/{A}", params={"in_force_on": day.isoformat()})
            _, cached = await RENDERED.read(driver, [A], day)
            assert (A in cached, plain.status_code) == (in_force, 200 if in_force else 404)
            assert not in_force or cached[A] == plain.content


@pytest.mark.parametrize(
    ("parts", "type"),
    [
        ({"signed_on": "2026-11-24"}, "signing-day-in-future"),
        ({"signed_on": "2023-01-14"}, "instrument-before-decision"),
        ({"items": [7]}, "unknown-item"),
        ({"reason": ""}, "malformed-request"),
        ({"legal_document": None}, "malformed-request"),
    ],
)
async def test_an_invalid_instrument_or_item_is_refused(
    harness: ProceduresHarness, parts: dict[str, Any], type: str
) -> None:
    _, repeal = await repealed(harness)
    refusal = problem(
        await harness.post_rectification(repeal, "annulments", {**instrument(), "effective_from": JULY, **parts})
    )
    assert refusal["type"] == type
    assert await harness.version_on(A, JULY) is None


async def test_a_draft_or_an_unknown_decision_cannot_be_annulled(harness: ProceduresHarness) -> None:
    draft = await harness.draft(item("introduce", A))
    body = {**instrument(), "effective_from": JULY, "items": []}
    refusal = problem(await harness.post_rectification(draft["id"], "annulments", body, ANNUL, DRAFT))
    assert refusal["type"] == "decision-not-published"
    assert (await harness.annul_refused(draft["id"], JULY))["type"] == "decision-not-found", "no role in the draft"
    assert (await harness.annul_refused("01990000-0000-7000-8000-000000000000", JULY))["type"] == "decision-not-found"


async def test_annulling_requires_its_own_scope(harness: ProceduresHarness) -> None:
    _, repeal = await repealed(harness)
    response = await harness.post_rectification(
        repeal, "annulments", {**instrument(), "effective_from": JULY}, PUBLISH, "decisions.correct"
    )
    assert (response.status_code, response.json()["scope"]) == (403, "decisions.annul")


@pytest.mark.parametrize("kind", ["annulments", "corrections"])
async def test_the_drafter_of_a_decision_can_neither_annul_nor_correct_it(
    harness: ProceduresHarness, kind: str
) -> None:
    _, repeal = await repealed(harness)
    parts = {"effective_from": JULY} if kind == "annulments" else {"items": [{"number": 1, "effective_on": JULY}]}
    drafter = harness.service.bearer(ANNUL, CORRECT)
    refused = await harness.post_rectification(repeal, kind, {**instrument(), **parts}, **drafter)
    assert (refused.status_code, refused.json()["type"], refused.json()["earlier"]) == (
        403,
        "urn:congbo:problem:separation-of-duties",
        "draft",
    )
    assert (await harness.get(f"/v1/decisions/{repeal}"))[kind] == []
    assert (await harness.post_rectification(repeal, kind, {**instrument(), **parts})).status_code == 201


async def test_an_annulment_checks_if_match_and_a_repeated_request_has_one_effect(harness: ProceduresHarness) -> None:
    _, repeal = await repealed(harness)
    before = await harness.http.get(f"/v1/decisions/{repeal}")
    body = {**instrument(), "effective_from": JULY}
    stale = await harness.post_rectification(repeal, "annulments", body, **{"If-Match": '"1"'})
    assert problem(stale)["type"] == "revision-mismatch"
    first = await harness.post_rectification(
        repeal, "annulments", body, **{"If-Match": before.headers["ETag"], "Idempotency-Key": "annul"}
    )
    again = await harness.post_rectification(
        repeal, "annulments", body, **{"If-Match": before.headers["ETag"], "Idempotency-Key": "annul"}
    )
    assert (first.status_code, again.json(), again.headers["Idempotent-Replayed"]) == (201, first.json(), "true")
    now = await harness.http.get(f"/v1/decisions/{repeal}", headers={"If-None-Match": before.headers["ETag"]})
    assert (now.status_code, now.headers["ETag"]) == (200, first.headers["ETag"])
    assert now.json()["revision"] == first.json()["revision"] == before.json()["revision"] + 1
    (listed,) = [decision for decision in (await harness.get("/v1/decisions"))["items"] if decision["id"] == repeal]
    assert listed["revision"] == now.json()["revision"]


async def test_author_time_and_legal_document_are_stored(harness: ProceduresHarness) -> None:
    _, repeal = await repealed(harness)
    await harness.annul(repeal, JULY)
    (row,) = await harness.service.rows(
        "SELECT kind, recorded_by, recorded_at, legal_document_number, reason, effective_from FROM rectification"
    )
    moment = row.recorded_at
    assert (row.kind, row.recorded_by, row.legal_document_number) == ("annulment", "chairman", LAW["number"])
    assert (row.reason, row.effective_from) == (instrument()["reason"], date(2023, 7, 1))
    assert abs(moment - harness.service.clock.now()) < timedelta(seconds=1)
    assert moment.tzinfo == UTC


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("rectification", "reason = 'x'"),
        ("rectification_item", "item_number = 1"),
        ("rectification_procedure", "version = 1"),
    ],
)
async def test_postgresql_refuses_changes_of_rectifications(
    harness: ProceduresHarness, table: str, change: str
) -> None:
    _, repeal = await repealed(harness)
    await harness.annul(repeal, JULY)
    for statement in (f"UPDATE {table} SET {change}", f"DELETE FROM {table}", f"TRUNCATE {table} CASCADE"):
        with pytest.raises(DBAPIError, match="append-only"):
            await harness.service.rows(statement)


async def test_postgresql_refuses_a_second_annulment_of_an_item(harness: ProceduresHarness) -> None:
    _, repeal = await repealed(harness)
    await harness.annul(repeal, JULY)
    again = (
        "INSERT INTO rectification_item (rectification_id, item_number, decision_id, kind)"
        " SELECT {id}, item_number, decision_id, kind FROM rectification_item"
    )
    copy = (
        "INSERT INTO rectification SELECT gen_random_uuid(), kind, decision_id, number, issuing_body, signed_on, title,"
        " legal_document_number, legal_document_title, legal_document_issued_on, legal_document_effective_on,"
        " legal_document_provincial, reason, effective_from, false, recorded_by, recorded_at FROM rectification"
        " RETURNING id"
    )
    async with harness.service.runtime.engine.connect() as connection:
        id = await connection.scalar(text(copy))
        with pytest.raises(IntegrityError, match="uq_rectification_item_annulled_once"):
            await connection.execute(text(again.format(id=f"'{id}'::uuid")))
