"""Dossiers through the HTTP API, on PostgreSQL: from filing to the result."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from common.contracts.dossiers import DossierEvent
from common.contracts.event import encode
from common.contracts.event import type_of as event_type
from common.identity import Actor
from common.service.unit_of_work import UnitOfWork
from online_services.dossiers.commands.act_on_dossier import Act, act_on_dossier
from online_services.dossiers.domain.transitions import Action
from online_services.dossiers.storage.repository import Dossiers
from online_services.registry.storage.repository import Registry
from tests.support.dossier_harness import (
    ABOLISHED,
    CITIZEN,
    CODE,
    COMMUNE,
    CONTENT,
    DEPARTMENT,
    HANDLE,
    KEEP,
    OTHER_COMMUNE,
    PAPER,
    STRANGER,
    DossierHarness,
    day_off,
    dossier_harness,
    type_of,
)
from tests.support.examples import examples
from tests.support.law_events import introduced, period, replaced
from tests.support.postgres import Postgres

REASON = "Thiếu giấy chứng sinh"
SATURDAY = datetime(2026, 8, 29, 2, tzinfo=UTC)


@pytest.fixture
async def dossiers(postgres: Postgres, tmp_path: Path) -> AsyncIterator[DossierHarness]:
    async with dossier_harness(postgres, tmp_path) as harness:
        yield harness


async def emitted(dossiers: DossierHarness) -> list[DossierEvent]:
    return [event for event in await dossiers.service.emitted_events() if isinstance(event, DossierEvent)]


async def test_a_dossier_that_is_not_received_is_declined_with_its_reason(dossiers: DossierHarness) -> None:
    declined = await dossiers.act(await dossiers.file(), "refusal", "receiver", reason=REASON)
    assert (declined["state"], declined["due_on"]) == (3, None)


async def test_a_dossier_goes_from_filing_to_the_result(dossiers: DossierHarness) -> None:
    dossiers.clock.set_to(datetime(2026, 8, 28, 7, 59, tzinfo=UTC))
    filed = await dossiers.file_at_counter()
    assert (filed["state"], filed["state_name"], filed["number"], filed["due_on"]) == (1, "Mới đăng ký", None, None)
    received = await dossiers.act(filed, "reception", "receiver")
    assert (received["state"], received["number"]) == (2, f"{COMMUNE}-260828-0001")
    assert (received["due_on"], received["due_at"], received["timeliness"]) == ("2026-09-09", None, "early")
    requested = await dossiers.act(received, "supplement-request", "handler", reason=REASON)
    assert (requested["state"], requested["stage"], requested["paused_from"]) == (
        5,
        "supplement",
        "2026-08-28T07:59:00Z",
    )
    dossiers.clock.moment = datetime(2026, 9, 14, 2, tzinfo=UTC)
    handed_in = await dossiers.act_as_citizen(requested, "supplement")
    assert (handed_in["state"], handed_in["timeliness"]) == (5, "early"), "a dossier is not late while it is paused"
    accepted = await dossiers.act(handed_in, "supplement-acceptance", "handler")
    assert (accepted["state"], accepted["due_on"]) == (4, "2026-09-21"), "from zero after the supplement"
    extended = await dossiers.act(accepted, "extension", "signer", reason="Xin lỗi", appointment="2026-09-23")
    assert (extended["due_on"], extended["extended"]) == ("2026-09-23", True)
    dossiers.clock.moment = datetime(2026, 9, 23, 16, 59, tzinfo=UTC)
    finished = await dossiers.act(extended, "result", "signer")
    assert (finished["state"], finished["timeliness"]) == (9, "on_time"), "at 23:59 on the appointed day"
    dossiers.clock.moment += timedelta(days=5)
    over = await dossiers.act(finished, "handover", "deliverer")
    assert (over["state"], over["timeliness"], over["ended_at"]) == (10, "on_time", finished["ended_at"])
    events = await emitted(dossiers)
    assert [event_type(event).name for event in events] == [
        f"dossier.{subject}.v1"
        for subject in (
            "filed",
            "received",
            "supplement_asked",
            "supplement_handed_in",
            "supplement_accepted",
            "extended",
            "finished",
            "handed_over",
        )
    ]
    assert [event.state for event in events] == [1, 2, 5, 5, 4, 4, 9, 10]
    assert {event.due_on for event in events[4:5]} == {date(2026, 9, 21)}
    assert (events[0].papers, events[0].digitised, events[0].reused) == (1, 1, 0)
    bytes_of_all = b"".join(map(encode, events)).decode()
    assert not [
        personal
        for personal in (CITIZEN, "Nguyễn", REASON, "receiver-1", "Xin lỗi")
        if personal in bytes_of_all or personal.encode("unicode_escape").decode() in bytes_of_all
    ]


@pytest.mark.parametrize(
    ("received_at", "due_on"),
    [
        (datetime(2026, 8, 28, 8, 0, 0, tzinfo=UTC), "2026-09-09"),
        (datetime(2026, 8, 28, 8, 0, 1, tzinfo=UTC), "2026-09-10"),
        (SATURDAY, "2026-09-10"),
    ],
)
async def test_the_limit_counts_from_the_day_of_reception_or_the_next_working_day(
    dossiers: DossierHarness, received_at: datetime, due_on: str
) -> None:
    dossiers.clock.set_to(received_at)
    filed = await dossiers.file_at_counter()
    assert (await dossiers.act(filed, "reception", "receiver"))["due_on"] == due_on


async def test_a_limit_in_working_hours_gives_a_moment(dossiers: DossierHarness) -> None:
    received = await dossiers.act(await dossiers.file(), "reception", "receiver")
    assert received["received_at"] == "2026-11-23T05:00:00Z"
    assert (received["due_on"], received["due_at"]) == ("2026-11-23", "2026-11-23T10:30:00Z")


async def test_an_appointment_never_moves_by_itself(dossiers: DossierHarness) -> None:
    received = await dossiers.act(await dossiers.file_at_counter(), "reception", "receiver")
    assert received["due_on"] == "2026-11-30"
    learnt = day_off(date(2026, 11, 26), dossiers.clock.moment - timedelta(days=1))
    await dossiers.service.apply_events([learnt])
    own = await dossiers.service.http.get(f"/v1/me/dossiers/{received['id']}", headers=dossiers.citizen())
    assert own.json()["due_on"] == "2026-11-30"
    begun = await dossiers.act(received, "handling", "handler")
    assert begun["due_on"] == "2026-11-30"
    other = await dossiers.act(await dossiers.file_at_counter(), "reception", "receiver")
    assert other["due_on"] == "2026-12-01", "what is received later knows of the day off"


async def test_hundreds_of_receptions_at_once_have_contiguous_numbers(dossiers: DossierHarness) -> None:
    at_once, many = asyncio.Semaphore(32), examples(200)

    async def file_and_receive() -> dict[str, Any]:
        """A server that is busy for ten seconds answers 503, and the request is sent again."""
        async with at_once:
            key = uuid4().hex
            while (filed := await dossiers.send(dossiers.filing(), dossiers.citizen(), key)).status_code == 503:
                pass
            while (response := await dossiers.try_act(filed.json(), "reception", "receiver")).status_code == 503:
                pass
            assert response.status_code == 200, response.text
            return dict(response.json())

    received = await asyncio.gather(*(file_and_receive() for _ in range(many)))
    numbers = sorted(dossier["number"] for dossier in received)
    assert numbers == [f"{COMMUNE}-261123-{number:04}" for number in range(1, many + 1)]
    last = next(dossier for dossier in received if dossier["number"] == numbers[-1])
    withdrawn = await dossiers.act_as_citizen(last, "withdrawal", reason="Không còn nhu cầu")
    assert (withdrawn["state"], withdrawn["number"]) == (7, numbers[-1])
    following = await dossiers.act(await dossiers.file(), "reception", "receiver")
    assert following["number"] == f"{COMMUNE}-261123-{many + 1:04}"
    dossiers.clock.moment += timedelta(days=1)
    assert (await dossiers.act(await dossiers.file(), "reception", "receiver"))["number"].endswith("261124-0001")


async def test_the_ten_thousandth_number_of_a_day_has_five_digits(dossiers: DossierHarness) -> None:
    await dossiers.service.execute("INSERT INTO dossier_counter VALUES (:agency, '2026-11-23', 9999)", agency=COMMUNE)
    received = await dossiers.act(await dossiers.file(), "reception", "receiver")
    assert received["number"] == f"{COMMUNE}-261123-10000"


async def test_a_process_that_ends_between_the_number_and_the_commit_leaves_no_gap(dossiers: DossierHarness) -> None:
    filed, service = await dossiers.file(), dossiers.service
    officer = Actor("receiver-1", "receiver-1", COMMUNE, frozenset({HANDLE}))
    act = Act(Action.RECEIVE, number_pattern="{agency}-{day:%y%m%d}-{number:04}")
    async with service.runtime.engine.connect() as connection:
        work = UnitOfWork(connection, dossiers.clock, service.runtime.log)
        after = await act_on_dossier(work, UUID(filed["id"]), act, officer, {1}, is_conditional=True)
        assert after.number == f"{COMMUNE}-261123-0001"
        # the connection is closed without a commit, as where the process is killed
    received = await dossiers.act(filed, "reception", "receiver")
    assert received["number"] == f"{COMMUNE}-261123-0001"
    following = await dossiers.act(await dossiers.file(), "reception", "receiver")
    assert following["number"] == f"{COMMUNE}-261123-0002"


async def test_five_submissions_are_one_dossier_with_the_same_response(dossiers: DossierHarness) -> None:
    body = dossiers.filing()
    responses = await asyncio.gather(*(dossiers.send(body, dossiers.citizen(), "once") for _ in range(5)))
    assert {response.status_code for response in responses} == {201}
    assert len({response.text for response in responses}) == 1
    assert [row.count for row in await dossiers.service.rows("SELECT count(*) FROM dossier")] == [1]
    assert len(await emitted(dossiers)) == 1
    without = await dossiers.post("/v1/dossiers", body, dossiers.citizen())
    assert type_of(without) == (428, "idempotency-key-missing")


async def test_an_officer_names_the_state_that_they_act_on(dossiers: DossierHarness) -> None:
    filed = await dossiers.file()
    path, headers = f"/v1/dossiers/{filed['id']}/reception", dossiers.bearer(HANDLE, "receiver-1")
    for conditions in ({}, {"If-Match": "*"}):
        assert type_of(await dossiers.post(path, {}, headers | conditions)) == (428, "if-match-missing")
    received = await dossiers.act(filed, "reception", "receiver")
    assert type_of(await dossiers.try_act(filed, "refusal", "receiver", reason=REASON)) == (412, "revision-mismatch")
    assert type_of(await dossiers.try_act(received, "refusal", "receiver", reason=REASON)) == (409, "act-out-of-state")


async def test_another_persons_dossier_is_not_found(dossiers: DossierHarness) -> None:
    filed = await dossiers.file()
    stranger, own = dossiers.citizen(STRANGER), f"/v1/me/dossiers/{filed['id']}"
    assert (await dossiers.service.http.get(own, headers=dossiers.citizen())).status_code == 200
    for path in (own, f"{own}/readings"):
        assert type_of(await dossiers.service.http.get(path, headers=stranger)) == (404, "dossier-not-found")
    withdrawal = await dossiers.post(f"/v1/dossiers/{filed['id']}/withdrawal", {"reason": "x"}, stranger)
    assert type_of(withdrawal) == (404, "dossier-not-found")
    foreign = dossiers.bearer(HANDLE, "receiver-1", OTHER_COMMUNE) | {"If-Match": '"1"'}
    reception = await dossiers.post(f"/v1/dossiers/{filed['id']}/reception", {}, foreign)
    assert type_of(reception) == (404, "dossier-not-found")


async def test_an_act_of_an_officer_whose_role_ended_is_not_executed(dossiers: DossierHarness) -> None:
    first, filed = await dossiers.file(), await dossiers.file()
    assert type_of(await dossiers.try_act(filed, "reception", "handler")) == (403, "role-not-held")
    ended = dossiers.officer("receiver-1", "receiver", valid_to="2026-11-24")
    recorded = await dossiers.post("/v1/dossier-officers", {"officers": [ended]}, dossiers.bearer(KEEP))
    assert recorded.json() == {"recorded": 1}
    assert (await dossiers.act(first, "reception", "receiver"))["state"] == 2
    dossiers.clock.moment += timedelta(days=1)
    assert type_of(await dossiers.try_act(filed, "reception", "receiver")) == (403, "role-not-held")
    rows = await dossiers.service.rows("SELECT stage FROM dossier ORDER BY stage")
    assert [row.stage for row in rows] == ["filed", "received"]


async def test_who_reads_a_dossier_is_recorded_and_the_citizen_sees_it(dossiers: DossierHarness) -> None:
    filed = await dossiers.file()
    reading = await dossiers.try_act(filed, "readings", "handler", reason="Thẩm định")
    assert reading.json()["applicant"]["full_name"] == "Nguyễn Thị Bình"
    assert (reading.headers["Cache-Control"], reading.headers["ETag"]) == ("no-store", '"1"')
    nobody = await dossiers.post(
        f"/v1/dossiers/{filed['id']}/readings", {"reason": "Tò mò"}, dossiers.bearer(HANDLE, "nobody")
    )
    assert type_of(nobody) == (403, "role-not-held")
    own = await dossiers.service.http.get(f"/v1/me/dossiers/{filed['id']}/readings", headers=dossiers.citizen())
    assert own.json()["items"] == [
        {"reader_name": "handler-1", "agency_code": COMMUNE, "reason": "Thẩm định", "read_at": "2026-11-23T05:00:00Z"}
    ]


async def test_a_supplement_is_requested_once_and_within_three_working_days(dossiers: DossierHarness) -> None:
    received = await dossiers.act(await dossiers.file_at_counter(), "reception", "receiver")
    dossiers.clock.moment = datetime(2026, 11, 26, 17, 1, tzinfo=UTC)
    late = await dossiers.try_act(received, "supplement-request", "handler", reason=REASON)
    assert (type_of(late), late.json()["last_day"]) == ((409, "supplement-too-late"), "2026-11-26")
    dossiers.clock.set_to(datetime(2026, 11, 26, 16, 59, tzinfo=UTC))
    requested = await dossiers.act(received, "supplement-request", "handler", reason=REASON)
    early = await dossiers.try_act(requested, "supplement-acceptance", "handler")
    assert type_of(early) == (409, "supplement-not-handed-in")
    handed_in = await dossiers.act_as_citizen(requested, "supplement")
    twice = await dossiers.post(f"/v1/dossiers/{handed_in['id']}/supplement", {}, dossiers.citizen())
    assert type_of(twice) == (409, "supplement-handed-in")
    accepted = await dossiers.act(handed_in, "supplement-acceptance", "handler")
    again = await dossiers.try_act(accepted, "supplement-request", "handler", reason=REASON)
    assert type_of(again) == (409, "supplement-requested-already")


async def test_an_extension_is_given_once_and_a_day_before(dossiers: DossierHarness) -> None:
    received = await dossiers.act(await dossiers.file_at_counter(), "reception", "receiver")
    assert received["due_on"] == "2026-11-30"
    for day in ("2026-11-30", "2026-12-05"):
        refused = await dossiers.try_act(received, "extension", "signer", reason="Xin lỗi", appointment=day)
        assert type_of(refused) == (409, "new-appointment-missing")
    dossiers.clock.moment = datetime(2026, 11, 29, 17, tzinfo=UTC)
    late = await dossiers.try_act(received, "extension", "signer", reason="Xin lỗi", appointment="2026-12-04")
    assert type_of(late) == (409, "extension-too-late")
    dossiers.clock.set_to(datetime(2026, 11, 29, 16, 59, tzinfo=UTC))
    extended = await dossiers.act(received, "extension", "signer", reason="Xin lỗi", appointment="2026-12-04")
    again = await dossiers.try_act(extended, "extension", "signer", reason="Xin lỗi", appointment="2026-12-08")
    assert type_of(again) == (409, "extended-already")


async def test_a_supplement_before_reception_lapses_once_its_term_has_passed(dossiers: DossierHarness) -> None:
    requested = await dossiers.act(await dossiers.file(), "supplement-request", "receiver", reason=REASON)
    assert (requested["state"], requested["supplement_due"], requested["paused_from"]) == (5, "2026-12-23", None)
    early = await dossiers.try_act(requested, "supplement-lapse", "receiver", reason=REASON)
    assert type_of(early) == (409, "supplement-term-runs")
    dossiers.clock.moment += timedelta(days=31)
    assert (await dossiers.act(requested, "supplement-lapse", "receiver", reason=REASON))["state"] == 3
    again = await dossiers.act(await dossiers.file(), "supplement-request", "receiver", reason=REASON)
    handed_in = await dossiers.act_as_citizen(again, "supplement")
    received = await dossiers.act(handed_in, "reception", "receiver")
    assert (received["state"], received["supplement_due"]) == (2, None), "no supplement is due any more"
    requested = await dossiers.act(received, "supplement-request", "handler", reason=REASON)
    refused = await dossiers.try_act(requested, "supplement-acceptance", "handler")
    assert type_of(refused) == (409, "supplement-not-handed-in"), "the supplement of before was another one"


async def test_the_rules_of_one_procedure_come_before_those_of_all(dossiers: DossierHarness) -> None:
    await dossiers.service.execute(
        "INSERT INTO clock_rule SELECT :code, DATE '2026-01-01', sessions, received_until, 1, false, supplement_term,"
        " 'Quyết định riêng' FROM clock_rule WHERE procedure_code = '' LIMIT 1",
        code=CODE,
    )
    received = await dossiers.act(await dossiers.file_at_counter(), "reception", "receiver")
    dossiers.clock.moment += timedelta(days=2)
    late = await dossiers.try_act(received, "supplement-request", "handler", reason=REASON)
    assert (type_of(late), late.json()["last_day"]) == ((409, "supplement-too-late"), "2026-11-24")
    dossiers.clock.set_to(dossiers.clock.now() - timedelta(days=1))
    requested = await dossiers.act(received, "supplement-request", "handler", reason=REASON)
    dossiers.clock.moment += timedelta(days=2)
    handed_in = await dossiers.act_as_citizen(requested, "supplement")
    accepted = await dossiers.act(handed_in, "supplement-acceptance", "handler")
    assert (received["due_on"], accepted["due_on"]) == ("2026-11-30", "2026-12-02"), "the limit goes on"


async def test_a_limit_that_gives_no_day_cannot_be_put_off(dossiers: DossierHarness) -> None:
    limit = {"amount": 2, "unit": "month", "note": None}
    content = {**CONTENT, "channels": [{"channel": "direct", "time_limits": [limit]}]}
    await dossiers.service.apply_events([introduced("1.000102", period(date(2023, 2, 1)))])
    await dossiers.put_content("1.000102", content)
    filed = await dossiers.file_at_counter(procedure_code="1.000102")
    received = await dossiers.act(filed, "reception", "receiver")
    assert (received["time_limit"]["unit"], received["due_on"], received["timeliness"]) == ("month", None, None)
    refused = await dossiers.try_act(received, "extension", "signer", reason="Xin lỗi", appointment="2026-12-04")
    assert type_of(refused) == (409, "no-appointment")


async def test_a_new_appointment_so_late_that_it_is_a_mistake_is_refused(dossiers: DossierHarness) -> None:
    received = await dossiers.act(await dossiers.file_at_counter(), "reception", "receiver")
    for day in ("2126-11-25", "9999-12-31"):
        refused = await dossiers.try_act(received, "extension", "signer", reason="Xin lỗi", appointment=day)
        assert type_of(refused) == (409, "new-appointment-missing")


async def test_of_two_rows_about_one_role_in_a_list_the_last_one_counts(dossiers: DossierHarness) -> None:
    """Also where the last one equals what is recorded already."""
    recorded, ended = (dossiers.officer("receiver-1", "receiver", **more) for more in ({}, {"valid_to": "2026-11-01"}))
    await dossiers.post("/v1/dossier-officers", {"officers": [ended, recorded]}, dossiers.bearer(KEEP))
    assert (await dossiers.act(await dossiers.file(), "reception", "receiver"))["state"] == 2
    await dossiers.post("/v1/dossier-officers", {"officers": [recorded, ended]}, dossiers.bearer(KEEP))
    assert type_of(await dossiers.try_act(await dossiers.file(), "reception", "receiver")) == (403, "role-not-held")


async def test_who_handles_their_own_dossier_names_the_state_as_an_officer_does(dossiers: DossierHarness) -> None:
    """`If-Match` follows from the role as which somebody acts, and not from who they are besides."""
    officer = dossiers.officer(CITIZEN, "receiver")
    await dossiers.post("/v1/dossier-officers", {"officers": [officer]}, dossiers.bearer(KEEP))
    filed = await dossiers.file()
    both = dossiers.service.bearer(HANDLE, "dossiers.file", subject=CITIZEN, agency=COMMUNE)
    path = f"/v1/dossiers/{filed['id']}"
    assert type_of(await dossiers.post(f"{path}/reception", {}, both)) == (428, "if-match-missing")
    withdrawn = await dossiers.post(f"{path}/withdrawal", {"reason": "Không còn nhu cầu"}, both)
    assert (withdrawn.status_code, withdrawn.json()["state"]) == (200, 7)


async def test_a_first_filing_and_a_change_of_the_law_wait_for_each_other(dossiers: DossierHarness) -> None:
    """Also where the procedure was never offered online, so that it had no row that could be locked."""
    service = dossiers.service
    await service.apply_events([introduced("1.000102", period(date(2023, 2, 1)))])
    await service.execute("DELETE FROM offered_procedure WHERE code = '1.000102'")
    async with service.runtime.engine.connect() as filing, service.runtime.engine.connect() as change:
        await Dossiers(filing).hold_law("1.000102")
        lock = asyncio.ensure_future(Registry(change).lock(["1.000102"]))
        await until_waiting_for_a_lock(dossiers)
        await filing.rollback()
        await lock


async def until_waiting_for_a_lock(dossiers: DossierHarness) -> None:
    waiting = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"
    async with asyncio.timeout(180):
        while (await dossiers.service.rows(waiting))[0].count == 0:
            await asyncio.sleep(0.02)


@pytest.mark.parametrize("level", ["information_only", "undetermined"])
async def test_nothing_is_filed_online_at_a_level_that_allows_none(dossiers: DossierHarness, level: str) -> None:
    (listed,) = (await dossiers.service.http.get("/v1/online-services")).json()["items"]
    change = {"level": level, "effective_on": "2026-06-01"}
    changed = await dossiers.post(
        f"/v1/online-services/{listed['id']}/level", change, dossiers.bearer("online_services.register")
    )
    assert changed.status_code == 200, changed.text
    refused = await dossiers.send(dossiers.filing(), dossiers.citizen())
    assert type_of(refused) == (409, "online-level-without-filing")
    assert refused.json()["level"] == level
    assert (await dossiers.file_at_counter())["state"] == 1, "the counter goes on"


async def test_a_filing_that_the_law_or_the_registry_does_not_allow_is_refused(dossiers: DossierHarness) -> None:
    service = dossiers.service
    await service.apply_events(
        [introduced("1.000102", period(date(2023, 2, 1))), introduced("1.000103", period(date(2023, 2, 1)))]
    )
    own = {"agencies": [{"role": "executes", "code": DEPARTMENT, "name": "Sở Tư pháp"}]}
    two_cases = {"papers": [{"case": "Trẻ em", "papers": [{"name": PAPER}]}]}
    await dossiers.put_content("1.000102", {**CONTENT, **own, **two_cases})

    async def refusal(channel: str = "direct", **more: Any) -> tuple[int, str]:
        headers = dossiers.citizen() if channel == "online" else dossiers.bearer(HANDLE, "receiver-1")
        return type_of(await dossiers.send(dossiers.filing(channel=channel, **more), headers))

    assert await refusal(procedure_code="1.000199") == (404, "procedure-not-found")
    assert await refusal(procedure_code="1.000103") == (503, "content-not-here-yet")
    assert await refusal("online", procedure_code="1.000102") == (409, "online-filing-not-offered")
    assert await refusal(procedure_code="1.000102") == (409, "case-unknown")
    other = {"procedure_code": "1.000102", "for_case": "Trẻ em"}
    assert await refusal(**other) == (409, "agency-not-competent")
    assert await refusal(deciding_agency=ABOLISHED) == (409, "agency-not-existing")
    assert await refusal(papers=[{"name": "Khác", "digitisation": 0}]) == (409, "paper-unknown")
    assert await refusal("post") == (409, "channel-not-offered")
    assert await refusal(form_data={"hidden": 1}) == (409, "form-data-unexpected")
    assert await refusal(form_data=[1]) == (422, "malformed-request")
    somebody = {"personal_id": STRANGER, "full_name": "Trần Văn An"}
    assert await refusal("online", applicant=somebody) == (409, "delegation-missing")
    at_counter = await dossiers.send(dossiers.filing(channel="direct"), dossiers.citizen())
    assert type_of(at_counter) == (403, "role-not-held")
    assert await service.rows("SELECT id FROM dossier") == []
    today = dossiers.clock.today()
    changed = replaced(CODE, today, period(date(2023, 2, 1), today), period(today, version=2))
    await service.apply_events([changed])
    await dossiers.put_content(CODE, CONTENT, version=2)
    assert await refusal("online") == (409, "online-review-pending")
    assert (await dossiers.file_at_counter())["version"] == 2, "counters go on"


async def test_a_delegate_acts_as_far_as_the_delegation_names(dossiers: DossierHarness) -> None:
    delegation = {"personal_id": STRANGER, "ground": "Giấy ủy quyền 12/2026", "extent": ["file", "submit_supplement"]}
    applicant = {"personal_id": CITIZEN, "full_name": "Nguyễn Thị Bình", "delegation": delegation}
    response = await dossiers.send(dossiers.filing(applicant=applicant), dossiers.citizen(STRANGER))
    filed = response.json()
    assert response.status_code == 201
    path = f"/v1/dossiers/{filed['id']}"
    withdrawal = await dossiers.post(f"{path}/withdrawal", {"reason": "x"}, dossiers.citizen(STRANGER))
    assert type_of(withdrawal) == (403, "role-not-held")
    requested = await dossiers.act(filed, "supplement-request", "receiver", reason=REASON)
    handed_in = await dossiers.post(f"{path}/supplement", {}, dossiers.citizen(STRANGER))
    assert (handed_in.status_code, handed_in.json()["revision"]) == (200, requested["revision"] + 1)
    rows = await dossiers.service.rows("SELECT role FROM dossier_act ORDER BY revision")
    assert [row.role for row in rows] == ["delegate", "receiver", "delegate"]
