"""Faults that testers order for the look-ups of their session: for which calls they play, how often, and what becomes
of the look-up and of its line in the access log."""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from typing import Any, get_args

import pytest
from lxml import etree

from population_lookup.expectations.domain.expectations import drawn
from population_lookup.expectations.domain.fault_kinds import KINDS, RecordFault
from population_lookup.expectations.storage import calls as recorded_calls
from tests.support.extra_apis import extra_api
from tests.support.fault_session import FaultSession
from tests.support.lookup_harness import WITHOUT_FIELDS, look_up, lookup_body, lookup_harness
from tests.support.lookup_requests import DAO, ELDER
from tests.support.postgres import Postgres
from tests.support.procedures_harness import problem
from tests.support.service_harness import ServiceHarness, unique
from tests.support.soap_requests import call as call_soap
from tests.support.soap_requests import elements, envelope, problem_in

EMPTY = {"kind": "empty"}


@pytest.fixture(scope="module")
async def population(postgres: Postgres, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[ServiceHarness]:
    async with lookup_harness(postgres, tmp_path_factory.mktemp("faults"), faults=True) as harness:
        yield harness


@pytest.fixture
def session(population: ServiceHarness) -> FaultSession:
    return FaultSession(population)


async def last_line(harness: ServiceHarness) -> dict[str, Any]:
    rows = await harness.rows(
        "SELECT convert_from(content, 'UTF8')::jsonb AS content FROM access_log ORDER BY sequence DESC LIMIT 1"
    )
    return dict(rows[0].content)


async def test_without_the_setting_there_are_no_expectations_and_none_is_played(
    postgres: Postgres, population: ServiceHarness, session: FaultSession
) -> None:
    await session.expect(EMPTY)
    tester = population.bearer("population.faults") | {"X-Test-Session": session.name}
    async with extra_api(population.runtime, faults=False) as api:
        for method, path in (("POST", "/v1/expectations"), ("GET", "/v1/expectations"), ("GET", "/v1/calls")):
            response = await api.http.request(method, path, json={"faults": [EMPTY]}, headers=tester)
            assert problem(response)["type"] == "faults-not-enabled"
            assert response.status_code == 404
        officer = population.bearer("population.lookup") | {"X-Test-Session": session.name}
        found = await api.http.post("/v1/lookups", json=lookup_body(), headers=officer)
    assert found.json()["matched"] is True
    assert await session.calls() == []


async def test_a_fault_is_played_in_its_session_alone(session: FaultSession) -> None:
    await session.expect(EMPTY)
    assert (await session.look_up()).json()["matched"] is False
    assert (await FaultSession(session.harness).look_up()).json()["matched"] is True


async def test_without_the_header_the_session_is_that_of_the_client(population: ServiceHarness) -> None:
    client = FaultSession(population, "officer-1")
    await client.expect(EMPTY, times=1)
    assert (await look_up(population, lookup_body())).json()["matched"] is False
    assert (await look_up(population, lookup_body())).json()["matched"] is True


@pytest.mark.parametrize(
    ("call", "matched"),
    [
        ({"number": DAO.personal_id}, False),
        ({"number": ELDER.personal_id}, True),
        ({"operation": "TraCuuThongTinCongDan", "procedure_code": "1.000101", "agency_code": "H60.01"}, False),
        ({"operation": "XacThucThongTinCongDan"}, True),
        ({"procedure_code": "1.000102"}, True),
        ({"agency_code": "H60.02"}, True),
    ],
)
async def test_an_expectation_is_for_the_calls_with_each_of_its_values(
    session: FaultSession, call: dict[str, str], matched: bool
) -> None:
    await session.expect(EMPTY, call=call)
    assert (await session.look_up()).json()["matched"] is matched


async def test_it_plays_in_its_window_of_time_alone(session: FaultSession) -> None:
    now = session.harness.clock.now()
    await session.expect(EMPTY, starts_at=(now + timedelta(minutes=5)).isoformat(), ttl=60)
    for minutes, matched in ((0, True), (5, False), (5.9, False), (6, True)):
        session.harness.clock.moment = now + timedelta(minutes=minutes)
        assert (await session.look_up()).json()["matched"] is matched


async def test_the_highest_priority_plays_first_and_of_equal_ones_the_oldest(session: FaultSession) -> None:
    for status, priority in ((1, 0), (2, 0), (3, 7)):
        await session.expect({"kind": "unavailable", "retry_after": status}, times=1, priority=priority)
    waits = [(await session.look_up()).headers.get("Retry-After") for _ in range(4)]
    assert waits == ["3", "1", "2", None]


async def test_it_plays_so_many_times_over_all_replicas(population: ServiceHarness, session: FaultSession) -> None:
    await session.expect(EMPTY, times=5)
    headers = population.bearer("population.lookup") | {"X-Test-Session": session.name}
    async with extra_api(population.runtime) as replica:
        clients = [population.http, replica.http] * 6
        responses = await asyncio.gather(
            *(http.post("/v1/lookups", json=lookup_body(), headers=headers) for http in clients)
        )
    assert [response.json()["matched"] for response in responses].count(False) == 5
    (listed,) = (await session.send("GET", "/v1/expectations")).json()["items"]
    assert (listed["played"], listed["times"]) == (5, 5)


async def test_a_probability_falls_on_the_same_requests_on_every_replica_and_in_any_order(
    population: ServiceHarness, session: FaultSession
) -> None:
    await session.expect(EMPTY, probability=0.5, seed="7")
    ids = [f"{session.name}-{number}"[-40:] for number in range(16)]
    headers = population.bearer("population.lookup") | {"X-Test-Session": session.name}

    async def not_matched(http: Any, order: list[str]) -> set[str]:
        bodies = [lookup_body(request_id=id) for id in order]
        responses = [await http.post("/v1/lookups", json=body, headers=headers) for body in bodies]
        return {body["request_id"] for body, each in zip(bodies, responses, strict=True) if not each.json()["matched"]}

    first = await not_matched(population.http, ids)
    async with extra_api(population.runtime) as replica:
        assert await not_matched(replica.http, ids[::-1]) == first
    assert first == {id for id in ids if drawn("7", id) < 0.5}
    assert 0 < len(first) < len(ids)


@pytest.mark.parametrize(
    ("fault", "status", "type", "headers"),
    [
        ({"kind": "unavailable", "retry_after": 30}, 503, "service-unavailable", {"Retry-After": "30"}),
        ({"kind": "throttled", "retry_after": 7}, 429, "lookups-throttled", {"Retry-After": "7"}),
        ({"kind": "not_authenticated"}, 401, "invalid-token", {}),
        ({"kind": "law_stopped"}, 503, "law-not-current", {"Retry-After": "1"}),
    ],
)
async def test_a_refusal_is_sent_over_every_protocol_and_logged_with_its_expectation(
    session: FaultSession, fault: dict[str, Any], status: int, type: str, headers: dict[str, str]
) -> None:
    id = await session.expect(fault)
    in_session = {"X-Test-Session": session.name}
    http, bearer = session.harness.http, session.harness.bearer("population.lookup") | in_session
    national = elements() | {"NgayThangNamSinh": {"NgayThangNam": "19900307"}}
    over_json = await session.look_up()
    over_soap = await call_soap(session.harness, envelope(), **in_session)
    over_lgsp = await http.post("/lgsp/TraCuuThongTinCongDan", json=national, headers=bearer)
    assert problem(over_json)["type"] == type
    assert problem_in(over_soap) == type
    assert over_lgsp.json()["error_code"] == type
    for response in (over_json, over_soap, over_lgsp):
        assert response.status_code == status
        assert {name: response.headers[name] for name in headers} == headers
    line = await last_line(session.harness)
    assert (line["expectation_id"], line["refusal"], line["fields"]) == (id, type, [])


async def test_a_refused_request_id_may_be_used_again_by_the_client_that_tries_again(session: FaultSession) -> None:
    await session.expect({"kind": "unavailable"}, times=1)
    id = unique("r")
    assert (await session.look_up(request_id=id)).status_code == 503
    assert (await session.look_up(request_id=id)).json()["matched"] is True
    assert "expectation_id" not in await last_line(session.harness)


async def record(session: FaultSession, *faults: dict[str, Any]) -> dict[str, Any]:
    await session.expect(*faults)
    return dict((await session.look_up()).json()["citizen"])


async def test_fields_are_missing_or_empty_although_the_law_lists_them(session: FaultSession) -> None:
    await session.expect({"kind": "missing_fields", "fields": ["ethnic_group"]})
    found = (await session.look_up()).json()
    assert set(found["citizen"]) == {"personal_id", "full_name", "birth_date"}
    assert found["fields"] == ["personal_id", "full_name", "birth_date"]
    assert (await last_line(session.harness))["fields"] == found["fields"]
    emptied = await record(FaultSession(session.harness), {"kind": "empty_fields", "fields": ["ethnic_group"]})
    assert emptied["ethnic_group"] is None
    assert emptied["full_name"] == DAO.full_name


async def test_an_empty_element_is_there_over_soap_and_a_missing_one_is_not(session: FaultSession) -> None:
    in_session = {"X-Test-Session": session.name}
    await session.expect({"kind": "empty_fields", "fields": ["ethnic_group"]}, times=1)
    await session.expect({"kind": "missing_fields", "fields": ["ethnic_group"]}, times=1)
    emptied = (await call_soap(session.harness, envelope(), **in_session)).text
    missing = (await call_soap(session.harness, envelope(), **in_session)).text
    assert "<ns1:DanToc/>" in emptied
    assert "DanToc" not in missing
    assert "<ns1:Ten>ĐẶNG THỊ MẨY</ns1:Ten>" in emptied


async def test_the_name_may_be_empty(session: FaultSession) -> None:
    assert (await record(session, {"kind": "empty_name"}))["full_name"] == ""


async def test_the_record_may_be_of_another_person_and_the_log_states_whose_it_is(session: FaultSession) -> None:
    found = await record(session, {"kind": "another_person"})
    assert found["personal_id"] == ELDER.personal_id
    assert found["full_name"] == ELDER.full_name
    line = await last_line(session.harness)
    assert line["personal_id"] == ELDER.personal_id
    assert line["request"]["personal_id"] == DAO.personal_id
    same = await record(FaultSession(session.harness), {"kind": "another_person", "personal_id": ELDER.personal_id})
    assert same == found


async def test_a_duplicate_is_two_records(session: FaultSession) -> None:
    await session.expect({"kind": "duplicate"})
    in_session = {"X-Test-Session": session.name}
    over_soap = await call_soap(session.harness, envelope(), **in_session)
    records = etree.fromstring(over_soap.content).findall(".//{*}CongDan")
    assert len(records) == 2
    national = elements() | {"NgayThangNamSinh": {"NgayThangNam": "19900307"}}
    bearer = session.harness.bearer("population.lookup") | in_session
    collection = (await session.harness.http.post("/v1/TraCuuThongTinCongDan", json=national, headers=bearer)).json()[
        "CongdanCollection"
    ]
    assert (collection["SoCongDan"], len(collection["CongDan"])) == (2, 2)


async def test_a_stale_record_is_of_an_earlier_moment(session: FaultSession) -> None:
    await session.expect({"kind": "stale", "days": 400})
    national = elements() | {"NgayThangNamSinh": {"NgayThangNam": "19900307"}}
    bearer = session.harness.bearer("population.lookup") | {"X-Test-Session": session.name}
    response = await session.harness.http.post("/v1/TraCuuThongTinCongDan", json=national, headers=bearer)
    stated = datetime.fromisoformat(response.json()["CongdanCollection"]["ThoiDiemDuLieu"])
    assert stated == session.harness.clock.now() - timedelta(days=400)


RECORD_FAULTS: dict[str, dict[str, Any]] = {
    "empty": {},
    "empty_name": {},
    "another_person": {"personal_id": ELDER.personal_id},
    "missing_fields": {"fields": ["full_name"]},
    "empty_fields": {"fields": ["full_name"]},
    "stale": {"days": 400},
    "duplicate": {},
}


def test_every_change_of_a_record_is_tried() -> None:
    assert {KINDS[kind] for kind in RECORD_FAULTS} == set(get_args(RecordFault))


@pytest.mark.parametrize("kind", RECORD_FAULTS)
async def test_no_fault_discloses_what_the_law_refuses_or_does_not_list(session: FaultSession, kind: str) -> None:
    id = await session.expect({"kind": kind, **RECORD_FAULTS[kind]})
    response = await session.look_up(procedure_code=WITHOUT_FIELDS)
    assert problem(response)["type"] == "no-population-fields"
    line = await last_line(session.harness)
    assert (line["state"], line["fields"], line["expectation_id"]) == ("refused", [], id)
    text = (await session.look_up()).text
    found, _ = json.JSONDecoder().raw_decode(text)  # the same twice where the record is
    disclosed = set() if found["citizen"] is None else set(found["citizen"])
    assert disclosed <= {"personal_id", "full_name", "ethnic_group", "birth_date"}
    assert set((await last_line(session.harness))["fields"]) <= disclosed


async def test_a_delayed_look_up_holds_no_connection_and_delays_no_other(
    population: ServiceHarness, session: FaultSession
) -> None:
    """The pool has 8 connections, and 20 look-ups wait."""
    await session.expect({"kind": "fixed_delay", "seconds": 8})
    loop = asyncio.get_running_loop()
    begin = loop.time()
    keys = [{"Idempotency-Key": unique("key")} if number % 2 else {} for number in range(20)]
    delayed = [
        asyncio.create_task(look_up(population, lookup_body(), **{"X-Test-Session": session.name}, **key))
        for key in keys
    ]
    await asyncio.sleep(0.5)
    for _ in range(10):
        assert (await look_up(population, lookup_body())).json()["matched"] is True
    assert not any(each.done() for each in delayed)
    assert all([(await each).json()["matched"] for each in delayed])
    assert loop.time() - begin >= 8


@pytest.mark.parametrize(("moment", "status"), [("9998-12-31T23:59:59Z", 201), ("9999-01-01T00:00:00Z", 422)])
async def test_an_expectation_that_would_end_after_the_calendar_is_malformed(
    session: FaultSession, moment: str, status: int
) -> None:
    body = {"faults": [EMPTY], "starts_at": moment, "ttl": 86_400}
    assert (await session.send("POST", "/v1/expectations", body)).status_code == status


async def test_two_faults_of_one_group_are_malformed(session: FaultSession) -> None:
    faults = [{"kind": "fixed_delay", "seconds": 1}, {"kind": "lognormal_delay", "median_seconds": 1, "sigma": 1}]
    refused = problem(await session.send("POST", "/v1/expectations", {"faults": faults}))
    assert refused["type"] == "malformed-request"
    assert "fixed_delay and lognormal_delay" in refused["errors"][0]["reason"]


async def test_expectations_of_other_sessions_are_neither_shown_nor_removed(session: FaultSession) -> None:
    id = await session.expect(EMPTY, note="the client must show that nobody was found")
    other = FaultSession(session.harness)
    assert (await other.send("GET", "/v1/expectations")).json()["items"] == []
    assert problem(await other.send("DELETE", f"/v1/expectations/{id}"))["type"] == "expectation-not-found"
    assert (await other.send("DELETE", "/v1/expectations")).json() == {"removed": 0}
    assert (await session.send("DELETE", f"/v1/expectations/{id}")).status_code == 204
    assert (await session.look_up()).json()["matched"] is True


async def test_pages_of_expectations_follow_one_another(session: FaultSession) -> None:
    ids = [await session.expect(EMPTY) for _ in range(3)]
    first = (await session.send("GET", "/v1/expectations", limit=2)).json()
    second = (await session.send("GET", "/v1/expectations", limit=2, after=first["next"])).json()
    assert sorted(item["id"] for item in first["items"] + second["items"]) == sorted(ids)
    assert second["next"] is None


async def test_calls_are_recorded_as_they_came_over_every_protocol(session: FaultSession) -> None:
    id = await session.expect(EMPTY, times=1)
    await session.look_up()
    in_session = {"X-Test-Session": session.name}
    await call_soap(session.harness, envelope(), **in_session)
    await session.look_up(personal_id="x")
    await session.look_up(integration_code="999")
    calls = await session.calls()
    assert [each["sequence"] for each in calls] == [1, 2, 3, 4]
    assert [each["expectation_id"] for each in calls] == [id, None, None, None]
    assert [each["problem"] for each in calls] == [None, None, "malformed-request", None]
    assert [each["operation"] for each in calls] == ["TraCuuThongTinCongDan"] * 2 + ["", "999"]
    assert [each["number"] for each in calls] == [DAO.personal_id] * 2 + ["", DAO.personal_id]
    assert calls[1]["endpoint"] == "POST /soap"


async def test_statements_about_calls_are_verified_and_near_misses_name_what_differs(session: FaultSession) -> None:
    await session.look_up()
    await session.look_up(procedure_code=WITHOUT_FIELDS)
    assert (await session.verify("count", at_least=2, at_most=2))["verdict"] == "holds"
    in_order = [{"procedure_code": "1.000101"}, {"procedure_code": WITHOUT_FIELDS}]
    assert (await session.verify("in_order", calls=in_order))["verdict"] == "holds"
    assert (await session.verify("in_order", calls=in_order[::-1]))["verdict"] == "fails"
    assert (await session.verify("never", call={"number": DAO.personal_id}))["verdict"] == "fails"
    assert (await session.verify("never", call={"number": ELDER.personal_id}))["verdict"] == "holds"
    missed = await session.verify("count", call={"number": DAO.personal_id, "procedure_code": "1.000109"})
    assert (missed["verdict"], missed["matching"], missed["truncated"]) == ("fails", 0, False)
    assert [miss["call"]["sequence"] for miss in missed["near_misses"]] == [2, 1]
    assert missed["near_misses"][1]["differences"] == [
        {"member": "procedure_code", "expected": "1.000109", "received": "1.000101"}
    ]


async def test_calls_that_are_no_longer_kept_make_a_session_truncated(
    session: FaultSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recorded_calls, "MOST_KEPT", 3)
    monkeypatch.setattr("population_lookup.expectations.queries.calls_of_session.MOST_KEPT", 3)
    for number in range(3):
        await session.look_up(officer_id=f"cb-{number}")
    assert (await session.verify("count", at_most=3))["verdict"] == "holds"
    assert (await session.send("GET", "/v1/calls")).json()["truncated"] is False, "all of them are kept"
    await session.look_up(officer_id="cb-3")
    page = (await session.send("GET", "/v1/calls")).json()
    assert ([each["officer_id"] for each in page["items"]], page["truncated"]) == (["cb-1", "cb-2", "cb-3"], True)
    verified = await session.verify("count", at_most=3)
    assert (verified["verdict"], verified["truncated"]) == ("unknown", True)
    assert (await session.send("DELETE", "/v1/calls")).status_code == 204
    assert (await session.send("GET", "/v1/calls")).json() == {"items": [], "next": None, "truncated": False}


async def test_concurrent_calls_of_a_session_are_numbered_without_a_gap(
    population: ServiceHarness, session: FaultSession
) -> None:
    await asyncio.gather(*(session.look_up() for _ in range(20)))
    assert [each["sequence"] for each in await session.calls()] == list(range(1, 21))


async def test_what_is_long_over_is_forgotten_when_something_is_ordered(session: FaultSession) -> None:
    await session.expect(EMPTY)
    await session.look_up()
    session.harness.clock.moment += timedelta(days=3)
    await FaultSession(session.harness).expect(EMPTY)
    assert (await session.send("GET", "/v1/expectations")).json()["items"] == []
    assert await session.calls() == []
