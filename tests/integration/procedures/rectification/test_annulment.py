"""Annulling a published Decision: what is law again, what is told of it, who is refused, and that what was known stays
known."""

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
    """A, introduced and repealed from June on; the ids of the two Decisions."""
    first = await harness.publish(item("introduce", A))
    return first["id"], (await harness.publish(item("repeal", A, JUNE)))["id"]


def spans(became: dict[str, Any], which: str = "periods") -> list[tuple[str, str | None, int]]:
    return [(one["effective_from"], one["effective_to"], one["version"]) for one in became[which]]


async def test_annulling_a_repeal_brings_the_procedure_back_from_the_stated_day(harness: ProceduresHarness) -> None:
    _, repeal = await repealed(harness)
    done = await harness.annul(repeal, JULY)
    assert (done["entire_decision"], done["items"], done["effective_from"]) == (True, [1], JULY)
    (became,) = done["procedures"]
    assert (became["act"], became["procedure_code"], became["effective_on"]) == ("restored", A, JULY)
    assert spans(became) == [("2023-02-01", JUNE, 1), (JULY, None, 1)]
    assert spans(became, "opened") == [(JULY, None, 1)]
    assert [await harness.version_on(A, day) for day in ("2023-05-31", JUNE, "2023-06-30", JULY)] == [1, None, None, 1]


async def test_from_the_repeal_s_own_day_there_is_no_gap(harness: ProceduresHarness) -> None:
    _, repeal = await repealed(harness)
    (became,) = (await harness.annul(repeal, JUNE))["procedures"]
    assert (spans(became), spans(became, "closed")) == ([("2023-02-01", None, 1)], [("2023-02-01", JUNE, 1)])


async def test_what_was_known_before_is_answered_as_before(harness: ProceduresHarness) -> None:
    _, repeal = await repealed(harness)
    before = harness.service.clock.now() + timedelta(minutes=1)
    harness.service.clock.moment = before + timedelta(hours=1)
    await harness.annul(repeal, JUNE)
    known = {"known_on": before.isoformat()}
    assert [await harness.version_on(A, day, **known) for day in ("2023-05-31", JUNE, JULY)] == [1, None, None]
    assert [await harness.version_on(A, day) for day in ("2023-05-31", JUNE, JULY)] == [1, 1, 1]


async def test_the_procedures_are_told_and_the_annulment_last_of_all(harness: ProceduresHarness) -> None:
    await harness.publish(item("introduce", A), item("introduce", B))
    both = await harness.publish(
        item("repeal", A, JUNE), item("amend", B, JUNE, content=content("hai", population_fields=["full_name"]))
    )
    response = await harness.post_rectification(both["id"], "annulments", {**instrument(), "effective_from": JULY})
    told = await harness.emitted_events()
    (_, restored), (_, annulled), (last, whole) = told[-3:]
    assert isinstance(restored, ProcedureRestored)
    assert (restored.procedure_code, restored.item.kind, restored.decision.id) == (A, "repeal", both["id"])
    assert (restored.instrument.number, restored.reason) == ("977/QĐ-UBND", instrument()["reason"])
    assert [(one.effective_from, one.effective_to) for one in restored.periods] == [
        (date(2023, 2, 1), date(2023, 6, 1)),
        (date(2023, 7, 1), None),
    ]
    assert isinstance(annulled, ProcedureAnnulled)
    assert [(one.version, one.population_fields) for one in annulled.periods] == [(1, ()), (2, ("full_name",)), (1, ())]
    assert isinstance(whole, DecisionAnnulled)
    assert (whole.entire_decision, [one.number for one in whole.items], whole.effective_from) == (
        True,
        [1, 2],
        date(2023, 7, 1),
    )
    assert (whole.first_sequence, response.headers["Event-Position"]) == (last - 2, f"procedures/0:{last}")
    assert (whole.legal_document_number, whole.recorded_at) == (
        LAW["number"],
        datetime.fromisoformat(response.json()["recorded_at"]),
    )


async def test_a_replacement_by_a_successor_is_undone_on_both_sides(harness: ProceduresHarness) -> None:
    await harness.publish(item("introduce", A))
    replaced = await harness.publish(item("replace", A, JUNE, successor_code=B))
    done = await harness.annul(replaced["id"], JULY)
    assert [(one["act"], one["procedure_code"]) for one in done["procedures"]] == [("restored", A), ("annulled", B)]
    for code, versions in ((A, [1, None, 1]), (B, [None, 1, None])):
        assert [await harness.version_on(code, day) for day in ("2023-05-31", JUNE, JULY)] == versions


async def test_a_declaration_is_taken_back_and_no_period_changes(harness: ProceduresHarness) -> None:
    await harness.publish(item("introduce", A))
    declared = await harness.publish(item("declare_online", A, JUNE))
    (became,) = (await harness.annul(declared["id"], JUNE))["procedures"]
    assert (became["opened"], became["closed"]) == ([], [])
    annulled = (await harness.emitted_events())[-2][1]
    assert isinstance(annulled, ProcedureAnnulled)
    assert (annulled.online_level, annulled.item.kind) == ("full", "declare_online")


async def test_a_decision_annulled_in_part_is_annulled_in_whole_by_the_rest(harness: ProceduresHarness) -> None:
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
    found = await harness.get(f"/v1/decisions/{both['id']}")
    assert [(one["number"], one["annulled_from"]) for one in found["items"]] == [(1, JULY), (2, JUNE)]
    assert [(one["items"], one["entire_decision"], one["reason"]) for one in found["annulments"]] == [
        ([2], False, instrument()["reason"]),
        ([1], True, instrument()["reason"]),
    ]


async def test_what_rests_on_the_item_stands_in_its_way_and_is_named(harness: ProceduresHarness) -> None:
    first, repeal = await repealed(harness)
    again = await harness.publish(item("introduce", A, AUGUST))
    before = await harness.get(f"/v1/procedures/{A}/chain")
    found = await harness.annul_refused(repeal, JULY)
    assert (found["type"], found["status"]) == ("later-item-depends-on-it", 409)
    assert (found["procedure"], found["decision"], found["item"], found["kind"], found["on"]) == (
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


async def test_an_amendment_that_the_repeal_cancelled_and_that_is_annulled_does_not_come_back(
    harness: ProceduresHarness,
) -> None:
    await harness.publish(item("introduce", A))
    later = await harness.publish(item("amend", A, AUGUST))
    repeal = await harness.publish(item("repeal", A, JUNE))
    await harness.annul(later["id"], AUGUST)
    (became,) = (await harness.annul(repeal["id"], JUNE))["procedures"]
    assert spans(became) == [("2023-02-01", None, 1)]


async def test_an_act_from_which_nothing_follows_has_a_moment_of_its_own(harness: ProceduresHarness) -> None:
    """The clock stands still here: what the next Decision opens is not laid to the annulment."""
    await harness.publish(item("introduce", A))
    later = await harness.publish(item("amend", A, AUGUST))
    await harness.publish(item("repeal", A, JUNE))
    (became,) = (await harness.annul(later["id"], AUGUST))["procedures"]
    assert (became["opened"], became["closed"]) == ([], [])
    await harness.publish(item("introduce", A, JULY))
    links = (await harness.get(f"/v1/procedures/{A}/chain"))["items"]
    assert [(one["act"], len(one["opened"])) for one in links[-2:]] == [("annulment", 0), ("publication", 1)]


async def test_it_comes_back_with_what_the_repeal_had_cancelled_where_that_still_stands(
    harness: ProceduresHarness,
) -> None:
    await harness.publish(item("introduce", A))
    await harness.publish(item("amend", A, AUGUST))
    repeal = await harness.publish(item("repeal", A, JUNE))
    (became,) = (await harness.annul(repeal["id"], JUNE))["procedures"]
    assert spans(became) == [("2023-02-01", AUGUST, 1), (AUGUST, None, 2)]


async def test_after_an_annulment_the_law_goes_on_from_what_it_left(harness: ProceduresHarness) -> None:
    _, repeal = await repealed(harness)
    await harness.annul(repeal, JULY)
    await harness.publish(item("amend", A, AUGUST))
    (one, two) = (await harness.get(f"/v1/procedures/{A}/versions"))["items"]
    assert [(each["effective_from"], each["effective_to"]) for each in one["periods"]] == [
        ("2023-02-01", JUNE),
        (JULY, AUGUST),
    ]
    assert (one["period"], two["period"]["effective_from"]) == (one["periods"][-1], AUGUST)
    for path in ("difference", "difference.html"):
        assert (await harness.http.get(f"/v1/procedures/{A}/{path}", params={"from": 1, "to": 2})).status_code == 200


async def test_the_chain_tells_of_the_annulment_by_its_own_instrument(harness: ProceduresHarness) -> None:
    _, repeal = await repealed(harness)
    await harness.annul(repeal, JULY)
    _, published, annulled = (await harness.get(f"/v1/procedures/{A}/chain"))["items"]
    assert (published["act"], published["instrument"], published["kind"]) == ("publication", None, "repeal")
    assert (annulled["act"], annulled["kind"], annulled["decision"]["id"]) == ("annulment", "repeal", repeal)
    assert (annulled["effective_on"], annulled["instrument"]["legal_document"]) == (JULY, {**LAW, "provincial": False})
    assert (annulled["instrument"]["number"], annulled["late"]) == ("977/QĐ-UBND", False)
    assert [one["effective_from"] for one in annulled["opened"]] == [JULY]


async def test_the_cached_read_answers_as_the_plain_one_in_a_gap_and_after_it(harness: ProceduresHarness) -> None:
    _, repeal = await repealed(harness)
    await harness.annul(repeal, JULY)
    async with harness.service.runtime.engine.connect() as connection:
        driver = (await connection.get_raw_connection()).driver_connection
        for day, there in ((date(2023, 6, 15), False), (date(2023, 7, 15), True)):
            plain = await harness.http.get(f"/v1/procedures/{A}", params={"in_force_on": day.isoformat()})
            _, cached = await RENDERED.read(driver, [A], day)
            assert (A in cached, plain.status_code) == (there, 200 if there else 404)
            assert not there or cached[A] == plain.content


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
async def test_what_an_instrument_cannot_say_is_refused(
    harness: ProceduresHarness, parts: dict[str, Any], type: str
) -> None:
    _, repeal = await repealed(harness)
    found = problem(
        await harness.post_rectification(repeal, "annulments", {**instrument(), "effective_from": JULY, **parts})
    )
    assert found["type"] == type
    assert await harness.version_on(A, JULY) is None


async def test_a_draft_is_not_annulled_and_nobody_annuls_what_there_is_not(harness: ProceduresHarness) -> None:
    draft = await harness.draft(item("introduce", A))
    assert (await harness.annul_refused(draft["id"], JULY))["type"] == "decision-not-published"
    assert (await harness.annul_refused("01990000-0000-7000-8000-000000000000", JULY))["type"] == "decision-not-found"


async def test_it_takes_its_own_scope(harness: ProceduresHarness) -> None:
    _, repeal = await repealed(harness)
    response = await harness.post_rectification(
        repeal, "annulments", {**instrument(), "effective_from": JULY}, PUBLISH, "decisions.correct"
    )
    assert (response.status_code, response.json()["scope"]) == (403, "decisions.annul")


@pytest.mark.parametrize("act", ["annulments", "corrections"])
async def test_who_drafted_a_decision_neither_annuls_nor_corrects_it_whatever_he_may(
    harness: ProceduresHarness, act: str
) -> None:
    _, repeal = await repealed(harness)
    parts = {"effective_from": JULY} if act == "annulments" else {"items": [{"number": 1, "effective_on": JULY}]}
    own = harness.service.bearer(ANNUL, CORRECT)
    drafter = await harness.post_rectification(repeal, act, {**instrument(), **parts}, **own)
    assert (drafter.status_code, drafter.json()["type"], drafter.json()["earlier"]) == (
        403,
        "urn:congbo:problem:separation-of-duties",
        "draft",
    )
    assert (await harness.get(f"/v1/decisions/{repeal}"))[act] == []
    assert (await harness.post_rectification(repeal, act, {**instrument(), **parts})).status_code == 201


async def test_it_is_a_revision_that_if_match_guards_and_a_repeat_has_one_effect(harness: ProceduresHarness) -> None:
    _, repeal = await repealed(harness)
    seen = await harness.http.get(f"/v1/decisions/{repeal}")
    body = {**instrument(), "effective_from": JULY}
    stale = await harness.post_rectification(repeal, "annulments", body, **{"If-Match": '"1"'})
    assert problem(stale)["type"] == "revision-mismatch"
    first = await harness.post_rectification(
        repeal, "annulments", body, **{"If-Match": seen.headers["ETag"], "Idempotency-Key": "annul"}
    )
    again = await harness.post_rectification(
        repeal, "annulments", body, **{"If-Match": seen.headers["ETag"], "Idempotency-Key": "annul"}
    )
    assert (first.status_code, again.json(), again.headers["Idempotent-Replayed"]) == (201, first.json(), "true")
    now = await harness.http.get(f"/v1/decisions/{repeal}", headers={"If-None-Match": seen.headers["ETag"]})
    assert (now.status_code, now.headers["ETag"]) == (200, first.headers["ETag"])
    assert now.json()["revision"] == first.json()["revision"] == seen.json()["revision"] + 1
    (listed,) = [one for one in (await harness.get("/v1/decisions"))["items"] if one["id"] == repeal]
    assert listed["revision"] == now.json()["revision"]


async def test_author_time_and_ground_are_kept(harness: ProceduresHarness) -> None:
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
async def test_postgresql_itself_refuses_to_change_it(harness: ProceduresHarness, table: str, change: str) -> None:
    _, repeal = await repealed(harness)
    await harness.annul(repeal, JULY)
    for statement in (f"UPDATE {table} SET {change}", f"DELETE FROM {table}", f"TRUNCATE {table} CASCADE"):
        with pytest.raises(DBAPIError, match="append-only"):
            await harness.service.rows(statement)


async def test_postgresql_itself_refuses_a_second_annulment_of_one_item(harness: ProceduresHarness) -> None:
    _, repeal = await repealed(harness)
    await harness.annul(repeal, JULY)
    again = (
        "INSERT INTO rectification_item (rectification_id, item_number, decision_id, kind)"
        " SELECT {id}, item_number, decision_id, kind FROM rectification_item"
    )
    act = (
        "INSERT INTO rectification SELECT gen_random_uuid(), kind, decision_id, number, issuing_body, signed_on, title,"
        " legal_document_number, legal_document_title, legal_document_issued_on, legal_document_effective_on,"
        " legal_document_provincial, reason, effective_from, false, recorded_by, recorded_at FROM rectification"
        " RETURNING id"
    )
    async with harness.service.runtime.engine.connect() as connection:
        id = await connection.scalar(text(act))
        with pytest.raises(IntegrityError, match="uq_rectification_item_annulled_once"):
            await connection.execute(text(again.format(id=f"'{id}'::uuid")))
