"""Past dossiers that are entered whole, through the HTTP API."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from common.contracts.dossiers import DossierEvent
from common.contracts.event import type_of as event_type
from online_services.dossiers.clients.deadline_watcher import watch_once
from tests.support.dossier_harness import (
    ABOLISHED,
    COMMUNE,
    OTHER_COMMUNE,
    DossierHarness,
    dossier_harness,
    type_of,
)
from tests.support.law_events import introduced, period
from tests.support.postgres import Postgres

BACK_ENTER = "dossiers.back_enter"


@pytest.fixture
async def dossiers(postgres: Postgres, tmp_path: Path) -> AsyncIterator[DossierHarness]:
    async with dossier_harness(postgres, tmp_path) as harness:
        yield harness


OTHER_RULES = """
    INSERT INTO clock_rule (procedure_code, valid_from, sessions, received_until, supplement_within,
        supplement_restarts, supplement_term, legal_basis)
    SELECT '', '2026-10-15', sessions, '08:30', supplement_within, NOT supplement_restarts, supplement_term, legal_basis
    FROM clock_rule WHERE procedure_code = '' ORDER BY valid_from DESC LIMIT 1
"""
"""By which other appointments would have been given: they apply from a later day."""


def act(action: str, at: str, **more: Any) -> dict[str, Any]:
    return {"action": action, "at": at, **more}


WHOLE = [
    act("receive", "2026-08-28T14:59:00+07:00"),
    act("request_supplement", "2026-08-28T16:00:00+07:00", reason="Thiếu giấy chứng sinh"),
    act("submit_supplement", "2026-09-14T08:00:00+07:00"),
    act("accept", "2026-09-14T09:00:00+07:00"),
    act("extend", "2026-09-17T09:00:00+07:00", reason="Xin lỗi", appointment="2026-09-23"),
    act("finish", "2026-09-23T16:00:00+07:00"),
    act("deliver", "2026-09-28T09:00:00+07:00"),
]


def entry(dossiers: DossierHarness, acts: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    filed = {"channel": "direct", "filed_at": "2026-08-28T14:00:00+07:00", **more}
    return {**dossiers.filing(**filed), "acts": acts}


async def enter(dossiers: DossierHarness, *entries: dict[str, Any], key: str | None = None) -> Any:
    headers = dossiers.bearer(BACK_ENTER, "keeper") | {"Idempotency-Key": key or uuid4().hex}
    return await dossiers.post("/v1/past-dossiers", {"dossiers": list(entries)}, headers)


async def test_counters_are_locked_in_one_order_and_numbers_follow_the_entries(dossiers: DossierHarness) -> None:
    """Two requests that name agencies and days the other way round would wait for each other."""
    days = ("2026-08-28", "2026-08-27")
    entries = [
        entry(
            dossiers,
            [act("receive", f"{day}T14:59:00+07:00")],
            filed_at=f"{day}T09:00:00+07:00",
            receiving_agency=agency,
        )
        for agency in (OTHER_COMMUNE, COMMUNE)
        for day in days
        for _ in range(2)
    ]
    responses = await asyncio.gather(
        *(enter(dossiers, *ordered) for ordered in (entries, entries[::-1]) for _ in range(4))
    )
    assert [response.status_code for response in responses] == [201] * 8
    numbers = [item["number"] for response in responses for item in response.json()["items"]]
    assert sorted(numbers) == sorted(
        f"{agency}-{day}-{number:04}"
        for agency in (COMMUNE, OTHER_COMMUNE)
        for day in ("260828", "260827")
        for number in range(1, 17)
    )
    for response in responses:
        given = [item["number"] for item in response.json()["items"]]
        assert [given[place] < given[place + 1] for place in range(0, 8, 2)] == [True] * 4


async def test_a_past_dossier_is_entered_as_it_would_have_been_handled(dossiers: DossierHarness) -> None:
    response = await enter(dossiers, entry(dossiers, WHOLE))
    assert response.status_code == 201, response.text
    (past,) = response.json()["items"]
    assert (past["number"], past["state"], past["due_on"], past["timeliness"]) == (
        f"{COMMUNE}-260828-0001",
        10,
        "2026-09-23",
        "on_time",
    )
    events = [event for event in await dossiers.service.emitted_events() if isinstance(event, DossierEvent)]
    by_revision = sorted(events, key=lambda event: event.revision)
    assert [event_type(event).name.split(".")[1] for event in by_revision] == [
        "filed",
        "received",
        "supplement_asked",
        "supplement_handed_in",
        "supplement_accepted",
        "extended",
        "finished",
        "handed_over",
    ]
    assert {event.back_entered for event in events} == {True}
    assert by_revision[1].occurred_at == datetime(2026, 8, 28, 7, 59, tzinfo=UTC)
    assert [event.due_on for event in by_revision[1:5:3]] == [date(2026, 9, 9), date(2026, 9, 21)]
    own = await dossiers.service.http.get(f"/v1/me/dossiers/{past['id']}", headers=dossiers.citizen())
    assert (own.json()["back_entered"], len(own.json()["acts"])) == (True, 8)


async def test_what_is_entered_equals_what_was_handled_at_these_moments(dossiers: DossierHarness) -> None:
    """The same life, once act by act with the clock at each moment, and once entered later."""
    paths = {
        "receive": ("reception", "receiver"),
        "request_supplement": ("supplement-request", "handler"),
        "accept": ("supplement-acceptance", "handler"),
        "extend": ("extension", "signer"),
        "finish": ("result", "signer"),
        "deliver": ("handover", "deliverer"),
    }
    dossiers.clock.set_to(datetime(2026, 8, 28, 7, tzinfo=UTC))
    live = await dossiers.file_at_counter()
    for stated in WHOLE:
        dossiers.clock.moment = datetime.fromisoformat(stated["at"]).astimezone(UTC)
        body = {name: value for name, value in stated.items() if name not in ("action", "at")}
        if stated["action"] == "submit_supplement":
            live = await dossiers.act_as_citizen(live, "supplement")
        else:
            live = await dossiers.act(live, *paths[stated["action"]], **body)
    dossiers.clock.moment += timedelta(days=60)
    await dossiers.service.execute(OTHER_RULES)
    past = (await enter(dossiers, entry(dossiers, WHOLE))).json()["items"][0]
    columns = "stage, revision, filed_at, received_at, ended_at, limit_amount, clock_from, due_on, paused_from, results"
    rows = await dossiers.service.rows(
        f"SELECT {columns} FROM dossier WHERE id = ANY(:ids)", ids=[live["id"], past["id"]]
    )
    assert len(rows) == 2
    assert tuple(rows[0]) == tuple(rows[1])
    acts = (
        "SELECT revision, action, role, acted_at, due_on FROM dossier_act WHERE dossier_id = :id AND role <> 'citizen'"
    )
    first, second = [
        [tuple(row) for row in await dossiers.service.rows(acts + " ORDER BY revision", id=dossier["id"])]
        for dossier in (live, past)
    ]
    assert [row for row in second if row[1] != "submit_supplement"] == first
    warnings = "SELECT DISTINCT dossier_id FROM dossier_warning WHERE emitted_at IS NULL"
    assert await dossiers.service.rows(warnings) == []


async def test_one_act_that_was_not_possible_refuses_all(dossiers: DossierHarness) -> None:
    await dossiers.service.apply_events([introduced("1.000102", period(date(2026, 9, 1)))])

    async def refusal(past: dict[str, Any]) -> tuple[str, int]:
        response = await enter(dossiers, entry(dossiers, WHOLE), past)
        assert type_of(response) == (409, "back-entry-refused"), response.text
        assert response.json()["entry"] == 2
        return response.json()["refusal"], response.json()["act"]

    received = act("receive", "2026-08-28T15:00:00+07:00")
    late = act("request_supplement", "2026-09-10T09:00:00+07:00", reason="Thiếu")
    assert await refusal(entry(dossiers, [received, late])) == ("supplement-too-late", 2)
    assert await refusal(entry(dossiers, [act("finish", "2026-08-28T15:00:00+07:00")])) == ("act-out-of-state", 1)
    backwards = act("finish", "2026-08-28T14:59:59+07:00")
    assert await refusal(entry(dossiers, [received, backwards])) == ("moment-not-possible", 2)
    ahead = act("finish", "2026-11-23T12:00:01+07:00")
    assert await refusal(entry(dossiers, [received, ahead])) == ("moment-not-possible", 2)
    no_reason = act("stop", "2026-08-28T15:00:00+07:00")
    assert await refusal(entry(dossiers, [received, no_reason])) == ("reason-missing", 2)
    assert await refusal(entry(dossiers, [], form_data={"child_name": "An"})) == ("form-data-unexpected", 0)
    assert await refusal(entry(dossiers, [], deciding_agency=ABOLISHED)) == ("agency-not-existing", 0)
    assert await refusal(entry(dossiers, [], procedure_code="1.000102")) == ("procedure-not-in-force-on-day", 0)
    early = {"channel": "online", "filed_at": "2023-05-31T10:00:00+07:00"}
    assert await refusal(entry(dossiers, [], **early)) == ("online-filing-not-offered", 0)
    for table in ("dossier", "dossier_act", "dossier_counter"):
        assert await dossiers.service.rows(f"SELECT * FROM {table}") == []
    claimed = await enter(dossiers, entry(dossiers, [received, act("claim", "2026-08-28T15:00:00+07:00")]))
    assert claimed.status_code == 422


async def test_past_dossiers_are_numbered_after_those_of_their_day_and_are_entered_once(
    dossiers: DossierHarness,
) -> None:
    entries = [entry(dossiers, [act("receive", "2026-11-23T09:00:00+07:00")]) for _ in range(3)]
    first = await enter(dossiers, *entries, key="once")
    again = await enter(dossiers, *entries, key="once")
    assert again.text == first.text
    assert [item["number"][-4:] for item in first.json()["items"]] == ["0001", "0002", "0003"]
    live = await dossiers.act(await dossiers.file(), "reception", "receiver")
    assert live["number"] == f"{COMMUNE}-261123-0004"
    headers = dossiers.bearer(BACK_ENTER, "keeper")
    assert type_of(await dossiers.post("/v1/past-dossiers", {"dossiers": entries}, headers)) == (
        428,
        "idempotency-key-missing",
    )
    dossiers.clock.moment += timedelta(days=30)
    assert await watch_once(dossiers.service.runtime) == 3 * 3 + 2, "an open past dossier is warned of as others are"
