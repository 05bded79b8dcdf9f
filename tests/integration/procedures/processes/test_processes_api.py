"""Internal processes beside the law's time limits, and groups of procedures that are handled together, as Decisions
make them."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import DBAPIError

from common.contracts.procedures import DecisionAnnulled
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
    """As the answer says it, and the Decision for ever after."""
    (said,) = decision["processes"]
    (shown,) = (await harness.get(f"/v1/decisions/{decision['id']}"))["processes"]
    assert shown["limit"] == said
    return dict(said)


async def test_a_process_that_fills_the_limit_of_the_version_that_its_own_decision_makes_is_taken(
    harness: ProceduresHarness,
) -> None:
    await harness.publish(item("introduce", A, content=lasting(2)))
    longer = item("amend", A, "2023-03-01", content=lasting(5), changed_parts=["time_limits"])
    found = await fit_of(harness, await harness.publish(longer, processes=[process(40)]))
    assert found == {
        "process_code": "QT.0001",
        "hours": 40,
        "version": 2,
        "fits": True,
        "incomparable": None,
        "note": None,
        "limit": {"channel": "direct", "case": None, "amount": "5", "unit": "working_day", "hours": "40"},
    }


async def test_a_process_that_takes_longer_is_refused_with_all_of_its_decision(harness: ProceduresHarness) -> None:
    await harness.publish(item("introduce", A, content=lasting(0.5)))
    found = await harness.publish_refused(item("introduce", B), processes=[process(5)])
    assert (found["status"], found["type"]) == (409, "process-exceeds-time-limit")
    assert (found["process"], found["hours"], found["procedure"], found["version"]) == ("QT.0001", 5, A, 1)
    assert found["limit"] == {"amount": "0.5", "unit": "working_day", "hours": "4"}
    assert (await harness.http.get(f"/v1/procedures/{B}")).status_code == 404
    assert await harness.service.rows("SELECT 1 FROM process_fit") == []


async def test_days_that_are_no_working_days_are_not_compared_and_it_is_said(harness: ProceduresHarness) -> None:
    await harness.publish(item("introduce", A, content=lasting(1, "day")))
    found = await fit_of(harness, await harness.publish(processes=[process(1_000)]))
    assert (found["fits"], found["incomparable"], found["limit"]["hours"]) == (None, "other_unit", None)
    assert "no number of working hours" in found["note"]
    found = await fit_of(harness, await harness.publish(processes=[process(1_000, channel="online")]))
    assert (found["fits"], found["incomparable"], found["limit"]) == (None, "no_limit", None)


async def test_a_process_is_held_against_what_is_in_force_when_it_is_signed_or_first_after(
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
    gone = await fit_of(harness, await harness.publish(processes=[process(9)], signed_on="2023-10-01"))
    assert (gone["version"], gone["incomparable"]) == (None, "not_in_force")


async def test_how_many_working_hours_a_day_has_is_recorded_with_its_day_and_ground(harness: ProceduresHarness) -> None:
    await harness.publish(item("introduce", A, content=lasting(1)))
    seven = {"unit": "working_day", "hours": 7.5, "valid_from": "2023-07-01", "legal_basis": "Quyết định của tỉnh"}
    assert (
        await harness.http.post("/v1/working-hours", json=seven, headers=harness.service.bearer(CATALOGUE))
    ).json() == {"recorded": 1}
    assert (await fit_of(harness, await harness.publish(processes=[process(8)], signed_on="2023-06-30")))[
        "fits"
    ] is True
    found = await harness.publish_refused(processes=[process(8)], signed_on="2023-07-01")
    assert found["limit"] == {"amount": "1", "unit": "working_day", "hours": "7.5"}
    shown = (await harness.get("/v1/working-hours"))["items"]
    assert [(one["hours"], one["valid_from"], one["recorded_by"]) for one in shown] == [
        ("8", "1999-10-02", "installation"),
        ("7.5", "2023-07-01", "officer-1"),
    ]


async def in_force(harness: ProceduresHarness, day: str, about: str = A, **params: str) -> list[tuple[str, int]]:
    """Code and hours of each."""
    found = (await harness.get("/v1/processes", in_force_on=day, procedure=about, **params))["items"]
    return [(one["code"], one["hours"]) for one in found]


def advance_clock(harness: ProceduresHarness) -> datetime:
    """An hour on: acts about one procedure within one moment are told apart by microseconds."""
    harness.service.clock.moment = harness.service.clock.now() + timedelta(hours=1)
    return harness.service.clock.now()


async def test_a_process_stands_from_the_day_of_its_version_until_a_later_decision_approves_another(
    harness: ProceduresHarness,
) -> None:
    made = await harness.publish(item("introduce", A, content=lasting(5)), processes=[process(40)])
    assert [await in_force(harness, day) for day in ("2023-01-31", "2023-02-01")] == [[], [("QT.0001", 40)]]
    shorter = item("amend", A, "2023-06-01", content=lasting(2), changed_parts=["time_limits"])
    await harness.publish(shorter, processes=[process(16, code="QT.0002")])
    assert [await in_force(harness, day) for day in ("2023-05-31", "2023-06-01")] == [
        [("QT.0001", 40)],
        [("QT.0002", 16)],
    ]
    (found,) = (await harness.get("/v1/processes", in_force_on="2023-05-31"))["items"]
    assert (found["procedure"], found["agency"]["name"], found["valid_from"], found["decision"]["id"]) == (
        {"procedure_code": A, "name": content()["name"], "in_force": True},
        "Sở Tư pháp",
        "2023-02-01",
        made["id"],
    )
    assert found["steps"] == [
        {"number": 1, "name": "Giải quyết", "role": "Công chức", "hours": 40, "agency_code": None, "agency_name": None}
    ]


async def test_processes_for_other_dossiers_stand_beside_each_other_and_a_code_is_taken_over(
    harness: ProceduresHarness,
) -> None:
    await harness.publish(
        item("introduce", A), item("introduce", B), processes=[process(8), process(4, B, code="QT.0002")]
    )
    await harness.publish(
        processes=[process(6, channel="online", code="QT.0003"), process(7, case="Lưu động", code="QT.0004")]
    )
    await harness.publish(processes=[process(5, agency_code="H60.02", code="QT.0005")])
    beside = [("QT.0001", 8), ("QT.0003", 6), ("QT.0004", 7), ("QT.0005", 5)]
    assert await in_force(harness, "2023-03-01") == beside
    await harness.publish(processes=[process(3, agency_code="H60.02", case="Hồ sơ giấy", code="QT.0005")])
    assert await in_force(harness, "2023-03-01") == [*beside[:3], ("QT.0005", 3)], "under its code, whatever it is for"
    page = await harness.get("/v1/processes", in_force_on="2023-03-01", limit="3")
    rest = await harness.get("/v1/processes", in_force_on="2023-03-01", limit="3", after=page["next"])
    assert [one["code"] for one in (*page["items"], *rest["items"])] == [code for code, _ in beside] + ["QT.0002"]
    assert rest["next"] is None


async def test_a_process_of_an_annulled_decision_stands_no_more_from_the_stated_day_and_the_former_one_stands_again(
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
    found = (await harness.get("/v1/processes", in_force_on="2023-08-31"))["items"]
    assert [one["annulled_from"] for one in found] == ["2023-09-01", "2023-09-01"]


async def test_a_decision_that_approves_processes_only_is_annulled_as_a_whole_and_once(
    harness: ProceduresHarness,
) -> None:
    await harness.publish(item("introduce", A), item("introduce", B))
    approved = await harness.publish(processes=[process(8)], groups=[group(A, B)])
    done = await harness.annul(approved["id"], "2023-07-01")
    assert (done["entire_decision"], done["items"], done["procedures"], done["revision"]) == (
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
    (shown,) = (await harness.get(f"/v1/decisions/{approved['id']}"))["annulments"]
    assert (shown["entire_decision"], shown["items"], shown["effective_from"]) == (True, [], "2023-07-01")
    again = problem(
        await harness.post_rectification(approved["id"], "annulments", {**instrument(), "effective_from": "2023-08-01"})
    )
    assert (again["status"], again["type"]) == (409, "decision-already-annulled")


async def test_what_stands_beside_items_that_were_annulled_one_by_one_goes_with_the_decision(
    harness: ProceduresHarness,
) -> None:
    made = await harness.publish(item("introduce", A), processes=[process(8)])
    await harness.annul(made["id"], "2023-07-01", 1)
    (found,) = (await harness.get("/v1/processes", in_force_on="2023-07-01"))["items"]
    assert (found["procedure"]["in_force"], found["limit"]["incomparable"], found["annulled_from"]) == (
        False,
        "not_in_force",
        None,
    )
    assert (await harness.annul(made["id"], "2023-08-01"))["items"] == []
    assert [await in_force(harness, day) for day in ("2023-07-31", "2023-08-01")] == [[("QT.0001", 8)], []]
    assert [one["entire_decision"] for one in (await harness.get(f"/v1/decisions/{made['id']}"))["annulments"]] == [
        False,
        True,
    ]


async def test_a_process_for_what_never_became_law_is_shown_under_the_procedures_code(
    harness: ProceduresHarness,
) -> None:
    made = await harness.publish(item("introduce", A, "2023-06-01"), processes=[process(8)])
    await harness.annul(made["id"], "2023-05-01", 1)
    (found,) = (await harness.get("/v1/processes", in_force_on="2023-06-01"))["items"]
    assert found["procedure"] == {"procedure_code": A, "name": A, "in_force": False}


async def test_postgresql_itself_annuls_a_decision_as_a_whole_once(harness: ProceduresHarness) -> None:
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
    with pytest.raises(DBAPIError, match="annulled_as_a_whole_once"):
        await harness.service.rows(again)


async def test_a_process_follows_the_corrected_day_of_its_version(harness: ProceduresHarness) -> None:
    made = await harness.publish(item("introduce", A), processes=[process(8)])
    before = advance_clock(harness)
    advance_clock(harness)
    await harness.correct(made["id"], {"number": 1, "effective_on": "2023-03-01"})
    assert [await in_force(harness, day) for day in ("2023-02-28", "2023-03-01")] == [[], [("QT.0001", 8)]]
    assert await in_force(harness, "2023-02-28", known_on=before.isoformat()) == [("QT.0001", 8)]


async def test_a_process_that_the_law_has_since_become_too_short_for_is_said_to_be_over_its_limit(
    harness: ProceduresHarness,
) -> None:
    await harness.publish(item("introduce", A, content=lasting(5)), processes=[process(40)])
    await harness.publish(item("amend", A, "2023-06-01", content=lasting(2), changed_parts=["time_limits"]))
    for day, version, fits, hours in (("2023-05-31", 1, True, "40"), ("2023-06-01", 2, False, "16")):
        (found,) = (await harness.get("/v1/processes", in_force_on=day))["items"]
        limit = found["limit"]
        assert (limit["version"], limit["fits"], limit["hours"], limit["limit"]["hours"]) == (version, fits, 40, hours)


async def test_a_draft_approves_no_process_and_a_successor_has_the_processes_that_came_with_it(
    harness: ProceduresHarness,
) -> None:
    await harness.publish(item("introduce", A), processes=[process(8)])
    await harness.draft(processes=[process(4)])
    assert await in_force(harness, "2023-03-01") == [("QT.0001", 8)]
    await harness.publish(item("replace", A, "2023-06-01", successor_code=B), processes=[process(6, B, code="QT.0002")])
    assert [await in_force(harness, day, B) for day in ("2023-05-31", "2023-06-01")] == [[], [("QT.0002", 6)]]
    found = (await harness.get("/v1/processes", in_force_on="2023-06-01"))["items"]
    assert [(one["code"], one["procedure"]["in_force"]) for one in found] == [("QT.0001", False), ("QT.0002", True)]


def group(*members: str, **parts: Any) -> dict[str, Any]:
    return {
        "code": "LT.0001",
        "name": "Khai sinh, cư trú, bảo hiểm",
        "lead_agency_code": "H60.01",
        "members": members,
        **parts,
    }


async def members(harness: ProceduresHarness, day: str, **params: str) -> list[str] | None:
    found = (await harness.get("/v1/procedure-groups", on=day, **params))["items"]
    return [one["procedure_code"] for one in found[0]["members"]] if found else None


async def test_a_group_is_what_the_last_decision_made_it_until_that_says_it_ends(harness: ProceduresHarness) -> None:
    await harness.publish(item("introduce", A), item("introduce", B), item("introduce", C))
    made = await harness.publish(groups=[group(B, A)])
    assert await members(harness, "2023-01-14") is None
    assert await members(harness, "2023-01-15") == [B, A]
    before = (await harness.service.rows("SELECT max(recorded_at) AS at FROM decision"))[0].at.isoformat()
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
    assert [one["valid_from"] for one in history] == ["2023-01-15", "2023-06-01", "2024-01-01"]
    assert (history[0]["decision"]["id"], history[0]["lead_agency"]["name"]) == (made["id"], "Sở Tư pháp")
    (listed,) = (await harness.get(f"/v1/decisions/{made['id']}"))["groups"]
    assert (listed["members"], listed["valid_from"]) == ([B, A], "2023-01-15")


async def test_a_group_of_an_annulled_decision_stands_no_more_from_the_stated_day_and_the_former_one_stands_again(
    harness: ProceduresHarness,
) -> None:
    made = await harness.publish(item("introduce", A), item("introduce", B), groups=[group(A, B)])
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
    assert [one["annulled_from"] for one in history] == [None, "2023-09-01"]
    await harness.annul(made["id"], "2023-09-01", 1)
    assert await members(harness, "2023-09-01") == [A, B], "annulled in part, and groups are no items"


async def test_a_member_that_is_repealed_stays_in_its_group_and_is_said_to_be_no_law(
    harness: ProceduresHarness,
) -> None:
    await harness.publish(item("introduce", A), item("introduce", B), groups=[group(A, B)])
    await harness.publish(item("repeal", B, "2023-05-01"))
    for day, lives in (("2023-04-30", True), ("2023-05-01", False)):
        (found,) = (await harness.get("/v1/procedure-groups", on=day))["items"]
        assert [(one["procedure_code"], one["in_force"]) for one in found["members"]] == [(A, True), (B, lives)]
        assert found["members"][1]["name"] == f"introduce {B} 2023-02-01"


async def test_a_draft_makes_no_group_and_a_group_of_what_is_not_known_is_refused(harness: ProceduresHarness) -> None:
    await harness.publish(item("introduce", A))
    draft = await harness.draft(groups=[group(A, B)])
    assert await members(harness, "2023-03-01") is None
    found = problem(await harness.post_publish(draft["id"], PUBLISH))
    assert (found["status"], found["type"], found["procedures"]) == (409, "unknown-procedure-in-group", [B])
    unknown = problem(await harness.http.get("/v1/procedure-groups/LT.0001"))
    assert (unknown["status"], unknown["type"]) == (404, "procedure-group-not-found")
