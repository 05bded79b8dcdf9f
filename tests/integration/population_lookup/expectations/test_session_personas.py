"""Persons whom a tester adds to a session: only its look-ups find them, and they go with it."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import httpx
import pytest

from population_lookup.expectations.commands import add_persona
from tests.support.extra_apis import extra_api
from tests.support.fault_session import FaultSession
from tests.support.lookup_harness import WITHOUT_FIELDS, lookup_harness
from tests.support.lookup_requests import DAO
from tests.support.postgres import Postgres
from tests.support.procedures_harness import problem
from tests.support.service_harness import ServiceHarness

THU = {"personal_id": "009190000001", "full_name": "Nguyễn Thị Thử", "birth_date": "1990-05-05"}


@pytest.fixture(scope="module")
async def population(postgres: Postgres, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[ServiceHarness]:
    async with lookup_harness(postgres, tmp_path_factory.mktemp("personas"), faults=True) as harness:
        yield harness


@pytest.fixture
def session(population: ServiceHarness) -> FaultSession:
    return FaultSession(population)


async def add(session: FaultSession, **parts: Any) -> httpx.Response:
    return await session.send("POST", "/v1/personas", {**THU, **parts})


async def test_only_look_ups_of_the_session_find_its_persona(session: FaultSession) -> None:
    added = await add(session, ethnic_group="09")
    assert added.status_code == 201
    assert added.json()["session"] == session.name
    found = (await session.look_up(**THU)).json()
    assert found["citizen"] == {
        "personal_id": "009190000001",
        "full_name": "Nguyễn Thị Thử",
        "ethnic_group": {"list": "QĐ 121-TCTK/PPCĐ 1979", "code": "09", "name": "Dao"},
        "birth_date": "1990-05-05",
    }
    assert (await FaultSession(session.harness).look_up(**THU)).json()["matched"] is False


async def test_a_persona_is_found_on_every_replica_with_all_that_was_stated(
    population: ServiceHarness, session: FaultSession
) -> None:
    relative = {"full_name": "Nguyễn Văn Cha", "personal_id": "009060000001"}
    stated = {
        "old_identity_card": "000000001",
        "father": relative,
        "household_head": {"relation": "03", **relative},
        "permanent_residence": {"province": "08", "commune": "02215", "detail": "Tổ 1"},
        "household_book": "080000001",
    }
    citizen = (await add(session, **stated)).json()["citizen"]
    assert citizen["father"] == {**relative, "old_identity_card": None, "nationality": "VN"}
    assert citizen["household_head"]["relation"]["name"]
    assert citizen["permanent_residence"]["commune"] == "02215"
    async with extra_api(population.runtime) as replica:
        by_card = {"personal_id": None, "old_identity_card": "000000001"}
        other = FaultSession(population, session.name)
        body = {**THU, **by_card}
        assert (await other.look_up(**body)).json()["citizen"]["personal_id"] == THU["personal_id"]
        headers = population.bearer("population.faults", subject="tester") | {"X-Test-Session": session.name}
        assert (await replica.http.delete("/v1/personas", headers=headers)).json() == {"removed": 1}
    assert (await session.look_up(**THU)).json()["matched"] is False


async def test_a_persona_hides_the_resident_with_its_number_from_its_session_alone(session: FaultSession) -> None:
    await add(session, personal_id=DAO.personal_id)
    assert (await session.look_up()).json()["matched"] is False
    named = {"full_name": THU["full_name"], "birth_date": THU["birth_date"]}
    assert (await session.look_up(**named)).json()["matched"] is True
    assert (await FaultSession(session.harness).look_up()).json()["matched"] is True


async def test_name_and_birth_date_of_a_persona_must_agree_and_the_law_decides(session: FaultSession) -> None:
    await add(session)
    assert (await session.look_up(**{**THU, "birth_date": "1990-05-06"})).json()["matched"] is False
    refused = await session.look_up(**THU, procedure_code=WITHOUT_FIELDS)
    assert problem(refused)["type"] == "no-population-fields"


async def test_faults_play_for_a_persona(session: FaultSession) -> None:
    await add(session)
    await session.expect({"kind": "empty_name"}, call={"number": THU["personal_id"]})
    assert (await session.look_up(**THU)).json()["citizen"]["full_name"] == ""


async def test_the_access_log_names_the_session_where_the_citizen_was_its_persona(session: FaultSession) -> None:
    await add(session)
    for body in (THU, {}):
        await session.look_up(**body)
    rows = await session.harness.rows(
        "SELECT convert_from(content, 'UTF8')::jsonb AS content FROM access_log ORDER BY sequence DESC LIMIT 2"
    )
    assert [row.content.get("test_session") for row in rows] == [None, session.name]
    assert rows[1].content["personal_id"] == THU["personal_id"]


async def test_the_same_number_again_replaces_the_persona(session: FaultSession) -> None:
    for name in ("Nguyễn Thị Thử", "Nguyễn Thị Khác"):
        assert (await add(session, full_name=name)).status_code == 201
    assert (await session.look_up(**THU)).json()["matched"] is False
    assert (await session.look_up(**{**THU, "full_name": "Nguyễn Thị Khác"})).json()["matched"] is True


async def test_a_session_has_only_so_many_personas_however_many_are_added_at_once(
    session: FaultSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(add_persona, "MOST_PERSONAS", 3)
    added = await asyncio.gather(*(add(session, personal_id=f"00919000000{number}") for number in range(6)))
    assert sorted(response.status_code for response in added) == [201] * 3 + [409] * 3
    refused = next(response for response in added if response.status_code == 409)
    assert (problem(refused)["type"], problem(refused)["most"]) == ("too-many-personas", 3)
    kept = next(response.json()["citizen"]["personal_id"] for response in added if response.status_code == 201)
    assert (await add(session, personal_id=kept, full_name="Nguyễn Thị Khác")).status_code == 201


async def test_a_code_that_no_list_has_is_refused_by_the_name_of_its_field(session: FaultSession) -> None:
    refused = await add(session, religion="98", sex="7")
    assert problem(refused)["type"] == "malformed-request"
    assert "sex, religion" in problem(refused)["detail"]


async def test_personas_stay_when_calls_are_forgotten_and_go_with_the_session(session: FaultSession) -> None:
    await add(session)
    assert (await session.look_up(**THU)).json()["matched"] is True
    await session.send("DELETE", "/v1/calls")
    assert await session.calls() == []
    assert (await session.look_up(**THU)).json()["matched"] is True
    session.harness.clock.moment += timedelta(days=1, seconds=1)
    await add(FaultSession(session.harness))  # which forgets old sessions
    assert (await session.look_up(**THU)).json()["matched"] is False


async def test_without_the_setting_nobody_adds_a_persona_and_none_is_found(
    population: ServiceHarness, session: FaultSession
) -> None:
    await add(session)
    tester = population.bearer("population.faults") | {"X-Test-Session": session.name}
    async with extra_api(population.runtime, faults=False) as api:
        for method in ("POST", "DELETE"):
            refused = await api.http.request(method, "/v1/personas", json=THU, headers=tester)
            assert (refused.status_code, problem(refused)["type"]) == (404, "faults-not-enabled")
        headers = population.bearer("population.lookup") | {"X-Test-Session": session.name}
        body = {"request_id": "p-1", "procedure_code": "1.000101", "officer_id": "cb-07", "agency_code": "H60.01"}
        found = await api.http.post("/v1/lookups", json={**body, **THU}, headers=headers)
    assert found.json()["matched"] is False


async def test_a_name_of_a_session_that_is_too_long_is_refused_everywhere_and_its_look_up_logged(
    population: ServiceHarness,
) -> None:
    longest, too_long = FaultSession(population, "s" * 100), FaultSession(population, "s" * 101)
    assert (await longest.send("GET", "/v1/calls")).status_code == 200
    for refused in (await too_long.send("GET", "/v1/calls"), await too_long.look_up(), await add(too_long)):
        assert (refused.status_code, problem(refused)["type"]) == (400, "session-name-too-long")
    body = {"request_id": ""}
    assert (await too_long.look_up(**body)).status_code == 422
    rows = await population.rows(
        "SELECT convert_from(content, 'UTF8')::jsonb AS content FROM access_log ORDER BY sequence DESC LIMIT 2"
    )
    assert [row.content["refusal"] for row in rows] == ["malformed-request", "session-name-too-long"]
    assert rows[1].content["request"] is None
