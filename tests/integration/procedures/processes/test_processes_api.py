"""Internal processes compared with the time limits of the law, and groups of procedures, as Decisions approve them."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import DBAPIError

from common.contracts.procedures import DecisionAnnulled, ProcessApproved
from tests.support.postgres import Postgres
from tests.support.procedures_harness import (
    CATALOGUE,
    PUBLISH,
    ProceduresHarness,
    content,
    instrument,
    item,
    problem,
    procedures_harness,
)

A, B, C = "1.000101", "1.000102", "1.000103"


@pytest.fixture
async def harness(postgres: Postgres, tmp_path: Path) -> AsyncIterator[ProceduresHarness]:
    async with procedures_harness(postgres, tmp_path) as harness:
        yield harness


def lasting(amount: float, unit: str = "working_day", channel: str = "direct") -> dict[str, Any]:
    return content(channels=[{"channel": channel, "time_limits": [{"amount": amount, "unit": unit}]}])


def process(hours: int, about: str = A, **parts: Any) -> dict[str, Any]:
    steps = [{"name": "Giải quyết", "role": "Công chức", "hours": hours}]
    return {
        "code": "QT.0001",
        "procedure_code": about,
        "name": "Quy trình",
        "agency_code": "H60.01",
        "steps": steps,
        **parts,
    }


async def fit_of(harness: ProceduresHarness, decision: dict[str, Any]) -> dict[str, Any]:
    """Returns the comparison from the response of the publication, which the Decision shows too."""
    (published,) = decision["processes"]
    (process,) = (await harness.get(f"/v1/decisions/{decision['id']}"))["processes"]
    assert process["limit"] == published
    return dict(published)


async def test_a_process_may_take_the_whole_time_limit_of_the_version_in_the_same_decision(
    harness: ProceduresHarness,
) -> None:
    await harness.publish(item("introduce", A, content=lasting(2)))
    longer = item("amend", A, "2023-03-01", content=lasting(5), changed_parts=["time_limits"])
    fit = await fit_of(harness, await harness.publish(longer, processes=[process(40)]))
    assert fit == {
        "process_code": "QT.0001",
        "hours": 40,
        "version": 2,
        "fits": True,
        "incomparable": None,
        "note": None,
        "limit": {"channel": "direct", "case": None, "amount": "5", "unit": "working_day", "hours": "40"},
    }


async def test_a_process_that_exceeds_the_limit_refuses_the_entire_decision(harness: ProceduresHarness) -> None:
    await harness.publish(item("introduce", A, content=lasting(0.5)))
    refusal = await harness.publish_refused(item("introduce", B), processes=[process(5)])
    assert (refusal["status"], refusal["type"]) == (409, "process-exceeds-time-limit")
    assert (refusal["process"], refusal["hours"], refusal["procedure"], refusal["version"]) == ("QT.0001", 5, A, 1)
    assert refusal["limit"] == {"amount": "0.5", "unit": "working_day", "hours": "4"}
    assert (await harness.http.get(f"/v1/procedures/{B}")).status_code == 404
    assert await harness.service.rows("SELECT 1 FROM process_fit") == []


async def test_calendar_days_are_not_compared_and_the_note_states_it(harness: ProceduresHarness) -> None:
    await harness.publish(item("introduce", A, content=lasting(1, "day")))
    fit = await fit_of(harness, await harness.publish(processes=[process(1_000)]))
    assert (fit["fits"], fit["incomparable"], fit["limit"]["hours"]) == (None, "other_unit", None)
    assert "cannot be converted to working hours" in fit["note"]
    fit = await fit_of(harness, await harness.publish(processes=[process(1_000, channel="online")]))
    assert (fit["fits"], fit["incomparable"], fit["limit"]) == (None, "no_limit", None)


async def test_a_process_is_compared_with_the_version_in_force_on_the_signing_day_or_the_first_after(
    harness: ProceduresHarness,
) -> None:
    await harness.publish(item("introduce", A, "2023-06-01", content=lasting(1)))
    assert (await harness.publish_refused(processes=[process(9)]))["version"] == 1
    await harness.publish(item("amend", A, "2023-09-01", content=lasting(4), changed_parts=["time_limits"]))
    assert (await harness.publish_refused(processes=[process(9)], signed_on="2023-08-31"))["version"] == 1
    assert (await fit_of(harness, await harness.publish(processes=[process(9)], signed_on="2023-09-01")))[
        "version"
    ] == 2
    await harness.publish(item("repeal", A, "2023-10-01"))
    repealed = await fit_of(harness, await harness.publish(processes=[process(9)], signed_on="2023-10-01"))
    assert (repealed["version"], repealed["incomparable"]) == (None, "not_in_force")


async def test_working_hours_are_recorded_with_their_first_day_and_legal_basis(harness: ProceduresHarness) -> None:
    await harness.publish(item("introduce", A, content=lasting(1)))
    seven = {"unit": "working_day", "hours": 7.5, "valid_from": "2023-07-01", "legal_basis": "Quyết định của tỉnh"}
    assert (
        await harness.http.post("/v1/working-hours", json=seven, headers=harness.service.bearer(CATALOGUE))
    ).json() == {"recorded": 1}
    assert (await fit_of(harness, await harness.publish(processes=[process(8)], signed_on="2023-06-30")))[
        "fits"
    ] is True
    refusal = await harness.publish_refused(processes=[process(8)], signed_on="2023-07-01")
    assert refusal["limit"] == {"amount": "1", "unit": "working_day", "hours": "7.5"}
    recorded = (await harness.get("/v1/working-hours"))["items"]
    assert [(row["hours"], row["valid_from"], row["recorded_by"]) for row in recorded] == [
        ("8", "1999-10-02", "installation"),
        ("7.5", "2023-07-01", "officer-1"),
    ]


async def in_force(harness: ProceduresHarness, day: str, about: str = A, **params: str) -> list[tuple[str, int]]:
    """Returns code and hours of each process."""
    processes = (await harness.get("/v1/processes", in_force_on=day, procedure=about, **params))["items"]
    return [(process["code"], process["hours"]) for process in processes]


def advance_clock(harness: ProceduresHarness) -> datetime:
    """Advances the clock by an hour, because acts about one procedure at the same moment differ only by
    microseconds."""
    harness.service.clock.moment = harness.service.clock.now() + timedelta(hours=1)
    return harness.service.clock.now()


async def test_a_process_is_in_force_from_the_day_of_its_version_until_a_later_decision_approves_another(
    harness: ProceduresHarness,
) -> None:
    decision = await harness.publish(item("introduce", A, content=lasting(5)), processes=[process(40)])
    assert [await in_force(harness, day) for day in ("2023-01-31", "2023-02-01")] == [[], [("QT.0001", 40)]]
    shorter = item("amend", A, "2023-06-01", content=lasting(2), changed_parts=["time_limits"])
    await harness.publish(shorter, processes=[process(16, code="QT.0002")])
    assert [await in_force(harness, day) for day in ("2023-05-31", "2023-06-01")] == [
        [("QT.0001", 40)],
        [("QT.0002", 16)],
    ]
    (process_row,) = (await harness.get("/v1/processes", in_force_on="2023-05-31"))["items"]
    assert (
        process_row["procedure"],
        process_row["agency"]["name"],
        process_row["valid_from"],
        process_row["decision"]["id"],
    ) == (
        {"procedure_code": A, "name": content()["name"], "in_force": True},
        "Sở Tư pháp",
        "2023-02-01",
        decision["id"],
    )
    assert process_row["steps"] == [
        {"number": 1, "name": "Giải quyết", "role": "Công chức", "hours": 40, "agency_code": None, "agency_name": None}
    ]


async def test_a_process_states_whether_who_handled_a_dossier_may_sign_it(harness: ProceduresHarness) -> None:
    """What the draft states is in the Decision, in the list of processes and in the event; without it they may."""
    stated = process(9, about=B, code="QT.0002", separate_signer=True)
    decision = await harness.publish(item("introduce", A), item("introduce", B), processes=[process(9), stated])
    expected = {"QT.0001": False, "QT.0002": True}
    shown = await harness.get(f"/v1/decisions/{decision['id']}")
    listed = await harness.get("/v1/processes")
    for processes in (shown["processes"], listed["items"]):
        assert {row["code"]: row["separate_signer"] for row in processes} == expected
    events = [event for event in await harness.service.emitted_events() if isinstance(event, ProcessApproved)]
    assert {event.process_code: event.separate_signer for event in events} == expected


async def test_processes_for_different_dossiers_coexist_and_a_later_process_replaces_the_same_code(
    harness: ProceduresHarness,
) -> None:
    await harness.publish(
        item("introduce", A), item("introduce", B), processes=[process(8), process(4, B, code="QT.0002")]
    )
    await harness.publish(
        processes=[process(6, channel="online", code="QT.0003"), process(7, case="Lưu động", code="QT.0004")]
    )
    await harness.publish(processes=[process(5, agency_code="H60.02", code="QT.0005")])
    coexisting = [("QT.0001", 8), ("QT.0003", 6), ("QT.0004", 7), ("QT.0005", 5)]
    assert await in_force(harness, "2023-03-01") == coexisting
    await harness.publish(processes=[process(3, agency_code="H60.02", case="Hồ sơ giấy", code="QT.0005")])
    assert await in_force(harness, "2023-03-01") == [*coexisting[:3], ("QT.0005", 3)], "the same code, another case"
    page = await harness.get("/v1/processes", in_force_on="2023-03-01", limit="3")
    rest = await harness.get("/v1/processes", in_force_on="2023-03-01", limit="3", after=page["next"])
    assert [procedure["code"] for procedure in (*page["items"], *rest["items"])] == [code for code, _ in coexisting] + [
        "QT.0002"
    ]
    assert rest["next"] is None


async def test_annulling_a_decision_ends_its_processes_and_restores_the_former_ones(
    harness: ProceduresHarness,
) -> None:
    await harness.publish(item("introduce", A, content=lasting(5)), processes=[process(40)])
    shorter = item("amend", A, "2023-06-01", content=lasting(2), changed_parts=["time_limits"])
    changed = await harness.publish(shorter, processes=[process(16), process(8, channel="online", code="QT.0002")])
    before = advance_clock(harness)
    advance_clock(harness)
    await harness.annul(changed["id"], "2023-09-01")
    both = [("QT.0001", 16), ("QT.0002", 8)]
    assert [await in_force(harness, day) for day in ("2023-05-31", "2023-06-01", "2023-08-31", "2023-09-01")] == [
        [("QT.0001", 40)],
        both,
        both,
        [("QT.0001", 40)],
    ]
    assert await in_force(harness, "2023-09-01", known_on=before.isoformat()) == both
    processes_on_day = (await harness.get("/v1/processes", in_force_on="2023-08-31"))["items"]
    assert [process["annulled_from"] for process in processes_on_day] == ["2023-09-01", "2023-09-01"]


async def test_a_decision_that_only_approves_processes_is_annulled_entirely_and_once(
    harness: ProceduresHarness,
) -> None:
    await harness.publish(item("introduce", A), item("introduce", B))
    approved = await harness.publish(processes=[process(8)], groups=[group(A, B)])
    result = await harness.annul(approved["id"], "2023-07-01")
    assert (result["entire_decision"], result["items"], result["procedures"], result["revision"]) == (
        True,
        [],
        [],
        approved["revision"] + 1,
    )
    assert [await in_force(harness, day) for day in ("2023-06-30", "2023-07-01")] == [[("QT.0001", 8)], []]
    assert [await members(harness, day) for day in ("2023-06-30", "2023-07-01")] == [[A, B], None]
    event = (await harness.emitted_events())[-1][1]
    assert isinstance(event, DecisionAnnulled)
    assert (event.entire_decision, event.items, event.effective_from.isoformat()) == (True, (), "2023-07-01")
    (annulment,) = (await harness.get(f"/v1/decisions/{approved['id']}"))["annulments"]
    assert (annulment["entire_decision"], annulment["items"], annulment["effective_from"]) == (True, [], "2023-07-01")
    again = problem(
        await harness.post_rectification(approved["id"], "annulments", {**instrument(), "effective_from": "2023-08-01"})
    )
    assert (again["status"], again["type"]) == (409, "decision-already-annulled")


async def test_processes_remain_after_all_items_are_annulled_until_the_entire_decision_is(
    harness: ProceduresHarness,
) -> None:
    decision = await harness.publish(item("introduce", A), processes=[process(8)])
    await harness.annul(decision["id"], "2023-07-01", 1)
    (process_row,) = (await harness.get("/v1/processes", in_force_on="2023-07-01"))["items"]
    assert (
        process_row["procedure"]["in_force"],
        process_row["limit"]["incomparable"],
        process_row["annulled_from"],
    ) == (
        False,
        "not_in_force",
        None,
    )
    assert (await harness.annul(decision["id"], "2023-08-01"))["items"] == []
    assert [await in_force(harness, day) for day in ("2023-07-31", "2023-08-01")] == [[("QT.0001", 8)], []]
    assert [
        annulment["entire_decision"]
        for annulment in (await harness.get(f"/v1/decisions/{decision['id']}"))["annulments"]
    ] == [
        False,
        True,
    ]


async def test_a_process_of_a_procedure_that_was_never_in_force_shows_its_code_as_name(
    harness: ProceduresHarness,
) -> None:
    decision = await harness.publish(item("introduce", A, "2023-06-01"), processes=[process(8)])
    await harness.annul(decision["id"], "2023-05-01", 1)
    (process_row,) = (await harness.get("/v1/processes", in_force_on="2023-06-01"))["items"]
    assert process_row["procedure"] == {"procedure_code": A, "name": A, "in_force": False}


async def test_postgresql_refuses_a_second_annulment_of_an_entire_decision(harness: ProceduresHarness) -> None:
    await harness.publish(item("introduce", A))
    approved = await harness.publish(processes=[process(8)])
    await harness.annul(approved["id"], "2023-07-01")
    copied = (
        "id, kind, decision_id, number, issuing_body, signed_on, title, legal_document_number, legal_document_title,"
        " legal_document_issued_on,"
    )
    rest = (
        "legal_document_effective_on, legal_document_provincial, reason, effective_from, entire_decision, recorded_by,"
        " recorded_at"
    )
    again = (
        f"INSERT INTO rectification ({copied} {rest}) SELECT gen_random_uuid(), {copied[4:]} {rest} FROM rectification"
    )
    with pytest.raises(DBAPIError, match="uq_rectification_entire_decision_once"):
        await harness.service.rows(again)


async def test_a_process_follows_the_corrected_date_of_its_version(harness: ProceduresHarness) -> None:
    decision = await harness.publish(item("introduce", A), processes=[process(8)])
    before = advance_clock(harness)
    advance_clock(harness)
    await harness.correct(decision["id"], {"number": 1, "effective_on": "2023-03-01"})
    assert [await in_force(harness, day) for day in ("2023-02-28", "2023-03-01")] == [[], [("QT.0001", 8)]]
    assert await in_force(harness, "2023-02-28", known_on=before.isoformat()) == [("QT.0001", 8)]


async def test_a_process_that_exceeds_a_later_time_limit_shows_that_it_does_not_fit(
    harness: ProceduresHarness,
) -> None:
    await harness.publish(item("introduce", A, content=lasting(5)), processes=[process(40)])
    await harness.publish(item("amend", A, "2023-06-01", content=lasting(2), changed_parts=["time_limits"]))
    for day, version, fits, hours in (("2023-05-31", 1, True, "40"), ("2023-06-01", 2, False, "16")):
        (process_row,) = (await harness.get("/v1/processes", in_force_on=day))["items"]
        limit = process_row["limit"]
        assert (limit["version"], limit["fits"], limit["hours"], limit["limit"]["hours"]) == (version, fits, 40, hours)


async def test_a_draft_approves_no_process_and_a_successor_has_the_processes_of_its_decision(
    harness: ProceduresHarness,
) -> None:
    await harness.publish(item("introduce", A), processes=[process(8)])
    await harness.draft(processes=[process(4)])
    assert await in_force(harness, "2023-03-01") == [("QT.0001", 8)]
    await harness.publish(item("replace", A, "2023-06-01", successor_code=B), processes=[process(6, B, code="QT.0002")])
    assert [await in_force(harness, day, B) for day in ("2023-05-31", "2023-06-01")] == [[], [("QT.0002", 6)]]
    processes_on_day = (await harness.get("/v1/processes", in_force_on="2023-06-01"))["items"]
    assert [(process["code"], process["procedure"]["in_force"]) for process in processes_on_day] == [
        ("QT.0001", False),
        ("QT.0002", True),
    ]


def group(*members: str, **parts: Any) -> dict[str, Any]:
    return {
        "code": "LT.0001",
        "name": "Khai sinh, cư trú, bảo hiểm",
        "lead_agency_code": "H60.01",
        "members": members,
        **parts,
    }


async def members(harness: ProceduresHarness, day: str, **params: str) -> list[str] | None:
    groups = (await harness.get("/v1/procedure-groups", on=day, **params))["items"]
    return [member["procedure_code"] for member in groups[0]["members"]] if groups else None


async def test_a_group_is_as_the_last_decision_defined_it_until_its_end(harness: ProceduresHarness) -> None:
    await harness.publish(item("introduce", A), item("introduce", B), item("introduce", C))
    decision = await harness.publish(groups=[group(B, A)])
    assert await members(harness, "2023-01-14") is None
    assert await members(harness, "2023-01-15") == [B, A]
    before = (await harness.service.rows("SELECT max(recorded_at) AS moment FROM decision"))[0].moment.isoformat()
    await harness.publish(item("amend", A, "2023-06-01"), groups=[group(B, A, C, valid_from="2023-06-01")])
    await harness.publish(groups=[group(B, A, C, valid_from="2024-01-01", valid_to="2025-01-01")])
    assert [await members(harness, day) for day in ("2023-05-31", "2023-06-01", "2024-12-31", "2025-01-01")] == [
        [B, A],
        [B, A, C],
        [B, A, C],
        None,
    ]
    assert await members(harness, "2023-06-01", known_on=before) == [B, A]
    assert [await members(harness, day, procedure=C) for day in ("2023-05-31", "2023-06-01")] == [None, [B, A, C]]
    history = (await harness.get("/v1/procedure-groups/LT.0001"))["items"]
    assert [definition["valid_from"] for definition in history] == ["2023-01-15", "2023-06-01", "2024-01-01"]
    assert (history[0]["decision"]["id"], history[0]["lead_agency"]["name"]) == (decision["id"], "Sở Tư pháp")
    (listed,) = (await harness.get(f"/v1/decisions/{decision['id']}"))["groups"]
    assert (listed["members"], listed["valid_from"]) == ([B, A], "2023-01-15")


async def test_annulling_a_decision_ends_its_groups_and_restores_the_former_ones(
    harness: ProceduresHarness,
) -> None:
    decision = await harness.publish(item("introduce", A), item("introduce", B), groups=[group(A, B)])
    changed = await harness.publish(
        item("introduce", C, "2023-06-01"), groups=[group(A, B, C, valid_from="2023-06-01")]
    )
    before = harness.service.clock.now()
    harness.service.clock.moment = before + timedelta(hours=1)
    await harness.annul(changed["id"], "2023-09-01")
    harness.service.clock.moment += timedelta(hours=1)
    days = ("2023-05-31", "2023-06-01", "2023-08-31", "2023-09-01")
    assert [await members(harness, day) for day in days] == [[A, B], [A, B, C], [A, B, C], [A, B]]
    assert await members(harness, "2023-09-01", known_on=before.isoformat()) == [A, B, C]
    history = (await harness.get("/v1/procedure-groups/LT.0001"))["items"]
    assert [definition["annulled_from"] for definition in history] == [None, "2023-09-01"]
    await harness.annul(decision["id"], "2023-09-01", 1)
    assert await members(harness, "2023-09-01") == [A, B], "a partial annulment leaves the groups"


async def test_a_repealed_member_stays_in_its_group_and_is_shown_as_not_in_force(
    harness: ProceduresHarness,
) -> None:
    await harness.publish(item("introduce", A), item("introduce", B), groups=[group(A, B)])
    await harness.publish(item("repeal", B, "2023-05-01"))
    for day, in_force_on_day in (("2023-04-30", True), ("2023-05-01", False)):
        (group_row,) = (await harness.get("/v1/procedure-groups", on=day))["items"]
        assert [(member["procedure_code"], member["in_force"]) for member in group_row["members"]] == [
            (A, True),
            (B, in_force_on_day),
        ]
        assert group_row["members"][1]["name"] == f"introduce {B} 2023-02-01"


async def test_a_draft_defines_no_group_and_a_group_with_an_unknown_procedure_is_refused(
    harness: ProceduresHarness,
) -> None:
    await harness.publish(item("introduce", A))
    draft = await harness.draft(groups=[group(A, B)])
    assert await members(harness, "2023-03-01") is None
    refusal = problem(await harness.post_publish(draft["id"], PUBLISH))
    assert (refusal["status"], refusal["type"], refusal["procedures"]) == (409, "unknown-procedure-in-group", [B])
    unknown = problem(await harness.http.get("/v1/procedure-groups/LT.0001"))
    assert (unknown["status"], unknown["type"]) == (404, "procedure-group-not-found")
