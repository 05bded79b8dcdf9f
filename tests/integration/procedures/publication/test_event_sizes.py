"""What would make an event that Kafka does not take is refused while it can still be shortened; a repeal never is."""

from collections.abc import AsyncIterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from common.eventlog.event_size import LARGEST_EVENT
from procedures.law.events import event_sizes
from procedures.law.events.event_sizes import LARGEST_WITH_NEW_VERSION
from tests.support.annex import csv_table, introducing_row
from tests.support.postgres import Postgres
from tests.support.procedures_harness import (
    BACK_ENTER,
    DRAFT,
    ProceduresHarness,
    content,
    item,
    problem,
    procedures_harness,
)
from tests.support.requirements import only_in_full_run

CODE = "1.000001"
WORST = "\x01"  # six bytes in JSON, more than any other character
TITLE = WORST * 2_000
BACK_ENTERED = {"back_entered": True, "published_on": "2023-01-20"}


@pytest.fixture
async def harness(postgres: Postgres, tmp_path: Path) -> AsyncIterator[ProceduresHarness]:
    async with procedures_harness(postgres, tmp_path) as harness:
        yield harness


def longest(number: int) -> str:
    return f"{number:04d}" + WORST * 1_996


def amending(number: int, **parts: Any) -> dict[str, Any]:
    on = date(2023, 2, 1) + timedelta(days=number)
    return item("amend", CODE, f"{on}", content=content(longest(number), **parts), changed_parts=["name"])


async def publish_longest_history(harness: ProceduresHarness) -> tuple[list[str], dict[str, Any]]:
    """Amends one procedure until a draft is refused. Returns the ids of the Decisions and the problem."""
    first = await harness.publish(item("introduce", CODE, content=content(longest(0))), title=TITLE, **BACK_ENTERED)
    ids = [first["id"]]
    for number in range(1, 100):
        response = await harness.post_draft(
            harness.body(amending(number), title=TITLE, **BACK_ENTERED), DRAFT, BACK_ENTER
        )
        if response.status_code != 201:
            return ids, problem(response)
        ids.append(response.json()["id"])
        assert (await harness.post_publish(ids[-1], "decisions.publish", BACK_ENTER)).status_code == 200
    raise AssertionError("no draft was refused")


async def largest_event(harness: ProceduresHarness) -> int:
    (row,) = await harness.service.rows("SELECT max(octet_length(payload)) AS bytes FROM event_log")
    return int(row.bytes)


@only_in_full_run("700 versions of one procedure, a quarter of a minute")
async def test_at_the_longest_history_no_version_is_added_in_any_way_and_all_else_is_published(
    harness: ProceduresHarness,
) -> None:
    ids, refused = await publish_longest_history(harness)
    number = len(ids)
    assert refused["type"] == "event-too-large"
    assert (refused["item"], refused["limit"]) == (1, LARGEST_WITH_NEW_VERSION)
    assert LARGEST_WITH_NEW_VERSION < refused["bytes"] < LARGEST_WITH_NEW_VERSION + 25_000
    assert await largest_event(harness) <= LARGEST_WITH_NEW_VERSION

    unnumbered = harness.body(amending(number), title=TITLE, signed_on="2023-02-01", number=None)
    assert problem(await harness.post_draft(unnumbered))["type"] == "event-too-large"
    draft = await harness.draft(item("introduce", "1.000002"))
    revised = await harness.http.post(
        f"/v1/decisions/{draft['id']}/revise", json=unnumbered, headers=harness.service.bearer(DRAFT)
    )
    assert problem(revised)["type"] == "event-too-large"
    # the reader removes control characters
    rows = [introducing_row("1.000003", 1), introducing_row(CODE, 2, name="𝄞" * 2_000)]
    heading = {"number": "9/QĐ-UBND", "signed_on": "2023-02-01", "issuing_body": "H60", "agency_code": "H60.01"}
    imported = await harness.http.post(
        "/v1/decisions/import",
        content=csv_table(*rows),
        params=heading | {"title": TITLE},
        headers=harness.service.bearer(DRAFT) | {"Content-Type": "text/csv"},
    )
    (fault,) = problem(imported)["faults"]
    assert fault["rule"] == "event-too-large"
    assert CODE in fault["detail"]

    reason = {"reason": "𝄞" * 50_000}
    await harness.annul(ids[-1], "2023-02-01", **reason)
    await harness.correct(
        ids[-2], {"number": 1, "content": content(longest(number)), "corrected_parts": ["name"]}, title=TITLE, **reason
    )
    await harness.publish(item("declare_online", CODE, "2023-06-01"), title=TITLE)
    await harness.publish(item("repeal", CODE, "2023-06-01"), title=TITLE)
    assert await harness.version_on(CODE, "2023-06-01") is None
    assert await largest_event(harness) <= LARGEST_EVENT


async def test_a_draft_that_grew_too_large_by_what_was_published_since_is_refused_when_it_is_published(
    harness: ProceduresHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    await harness.publish(item("introduce", CODE, content=content(longest(0))), title=TITLE)
    drafts = [await harness.draft(amending(number), title=TITLE) for number in (1, 2)]
    monkeypatch.setattr(event_sizes, "LARGEST_WITH_NEW_VERSION", 90_000)
    assert (await harness.post_publish(drafts[0]["id"])).status_code == 200
    events = await harness.emitted_events()
    refused = problem(await harness.post_publish(drafts[1]["id"]))
    assert (refused["type"], refused["item"], refused["limit"]) == ("event-too-large", 1, 90_000)
    assert await harness.emitted_events() == events


async def test_a_repeal_is_possible_after_a_rectification_of_any_size(
    harness: ProceduresHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    await harness.publish(item("introduce", CODE, content=content(longest(0))), title=TITLE)
    amended = await harness.publish(amending(1), title=TITLE)
    for limit in ("LARGEST_PERIODS", "LARGEST_WITH_NEW_VERSION"):
        monkeypatch.setattr(event_sizes, limit, 40_000)
    corrected = {"number": 1, "content": content(longest(2)), "corrected_parts": ["name"]}
    refused = await harness.correct_refused(amended["id"], corrected)
    assert (refused["type"], refused["item"], refused["limit"]) == ("event-too-large", 1, 40_000)
    await harness.publish(item("declare_online", CODE, "2023-06-01"), title=TITLE)
    await harness.publish(item("repeal", CODE, "2023-06-01"), title=TITLE)


async def test_a_process_whose_event_would_be_too_large_is_refused_by_its_code(harness: ProceduresHarness) -> None:
    step = {"name": WORST * 2_000, "role": WORST * 2_000, "hours": 1}
    process = {"code": "QT.1", "procedure_code": CODE, "name": "Quy trình", "agency_code": "H60.01"}
    body = harness.body(item("introduce", CODE), processes=[{**process, "steps": [step] * 40}])
    refused = problem(await harness.post_draft(body))
    assert (refused["type"], refused["subject"], refused["limit"]) == ("event-too-large", "QT.1", LARGEST_EVENT)
    assert refused["bytes"] > LARGEST_EVENT
    accepted = {**body, "processes": [{**process, "steps": [step] * 30}]}
    assert (await harness.post_draft(accepted)).status_code == 201
