"""The look-up of a household: its members as far as the law lists them by an entry of its own, and whose accesses it
is."""

from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import Any

import httpx
import pytest

from common.contracts.parts import PopulationField
from common.contracts.population_lookup import LookupAnswered, LookupRefused
from common.http.pagination import cursor_of
from population_lookup.access_log.queries.access_log_faults import verify_access_log
from population_lookup.lookup.commands import look_up as command
from population_lookup.register.domain.citizen import Citizen
from population_lookup.register.storage.repository import households_with
from tests.support.households import DEAD, FAMILY, FATHER, HOUSEHOLD_LOOKUP, LONER, SON, fill
from tests.support.law_events import amended, introduced, period, recoded
from tests.support.lookup_harness import BEGIN, SCOPES, look_up, lookup_body, lookup_harness
from tests.support.lookup_requests import DAO, ELDER
from tests.support.postgres import Postgres
from tests.support.service_harness import ServiceHarness
from tests.support.soap_requests import call, envelope, problem_in

CODE, WITHOUT_ENTRY, WITHOUT_HEAD = "1.000401", "1.000402", "1.000403"
LISTED = ("personal_id", "full_name", "sex", "birth_date", "household_head")
OF_MEMBERS = ("full_name", "birth_date", "household_head")
OTHER = "religion"


def fields(names: Sequence[str]) -> tuple[PopulationField, ...]:
    return tuple(map(PopulationField, names))


def lawful(listed: Sequence[str] = LISTED, of_members: Sequence[str] = OF_MEMBERS) -> Any:
    return period(BEGIN, fields=fields(listed), member_fields=fields(of_members))


@pytest.fixture
async def population(postgres: Postgres, tmp_path: Path) -> AsyncIterator[ServiceHarness]:
    async with lookup_harness(postgres, tmp_path) as harness:
        await fill(harness, [FAMILY, [LONER]], [DEAD, ELDER])
        await harness.apply_events(
            [
                introduced(CODE, lawful()),
                introduced(WITHOUT_ENTRY, lawful(of_members=())),
                introduced(WITHOUT_HEAD, lawful(listed=("full_name",))),
            ]
        )
        yield harness


def about(citizen: Citizen, **changes: Any) -> dict[str, Any]:
    key = {
        "personal_id": citizen.personal_id,
        "full_name": citizen.full_name,
        "birth_date": str(citizen.birth_date),
        "procedure_code": CODE,
        "operation": HOUSEHOLD_LOOKUP,
    }
    return lookup_body(**{**key, **changes})


async def ask(harness: ServiceHarness, citizen: Citizen = DAO, *scopes: str, **changes: Any) -> httpx.Response:
    return await look_up(harness, about(citizen, **changes), **harness.bearer(*scopes or SCOPES))


async def accesses(harness: ServiceHarness, citizen: Citizen, **params: Any) -> list[dict[str, Any]]:
    headers = harness.bearer(subject=citizen.personal_id)
    return list((await harness.http.get("/v1/me/accesses", params=params, headers=headers)).json()["items"])


async def lines(harness: ServiceHarness) -> list[dict[str, Any]]:
    rows = await harness.rows(
        "SELECT convert_from(content, 'UTF8')::jsonb AS content FROM access_log ORDER BY sequence"
    )
    return [row.content for row in rows]


async def test_the_members_are_returned_the_head_first_with_the_fields_that_the_law_lists_for_them(
    population: ServiceHarness,
) -> None:
    found = (await ask(population)).json()
    assert (found["operation"], found["matched"]) == (HOUSEHOLD_LOOKUP, True)
    assert list(found["citizen"]) == list(LISTED)
    head = {"relation": {"list": "QuanHe", "code": "00", "name": "Chủ hộ"}, "full_name": "Triệu Văn Hín"}
    numbers = {"personal_id": FATHER.personal_id, "old_identity_card": "070654321"}
    assert found["household_members"][0] == {
        "full_name": "Triệu Văn Hín",
        "birth_date": "1988-05-12",
        "household_head": {**head, **numbers},
    }
    assert [each["full_name"] for each in found["household_members"]] == ["Triệu Văn Hín", "Triệu Văn Minh"]
    assert all(list(each) == list(OF_MEMBERS) for each in found["household_members"])
    assert (found["household_member_fields"], found["masked_household_member_fields"]) == (list(OF_MEMBERS), [])
    assert "household_members" not in (await ask(population, integration_code="037", operation=None)).json()


async def test_the_integration_code_chooses_the_operation_too(population: ServiceHarness) -> None:
    found = (await ask(population, integration_code="905", operation=None)).json()
    assert found["operation"] == HOUSEHOLD_LOOKUP


async def test_the_head_gets_the_others(population: ServiceHarness) -> None:
    found = (await ask(population, FATHER)).json()
    assert [each["full_name"] for each in found["household_members"]] == [DAO.full_name, SON.full_name]


@pytest.mark.parametrize("citizen", [LONER, DEAD], ids=["alone", "dead"])
async def test_who_lives_with_nobody_and_the_dead_are_a_household_of_one(
    population: ServiceHarness, citizen: Citizen
) -> None:
    found = (await ask(population, citizen)).json()
    assert (found["matched"], found["household_members"]) == (True, [])
    assert (found["citizen"]["household_head"] is None) is (citizen is DEAD)
    body = {
        "SoDinhDanh": citizen.personal_id,
        "HoVaTen": citizen.full_name,
        "NgayThangNamSinh": f"<dan:Nam>{citizen.birth_date.year}</dan:Nam>",
    }
    xml = await call(population, envelope(HOUSEHOLD_LOOKUP, MaTichHop=None, MaDVC=CODE, **body))
    assert xml.text.count("<ns1:CongDan>") == 1
    assert ("<ns1:ChuHo>" in xml.text) is (citizen is LONER)
    assert "household_members" not in (await lines(population))[0]


async def test_soap_and_the_gateways_return_one_record_for_each_member_the_head_first(
    population: ServiceHarness,
) -> None:
    xml = await call(population, envelope(HOUSEHOLD_LOOKUP, MaTichHop="905", MaDVC=CODE))
    assert xml.status_code == 200, xml.text
    names = [part.split("</ns1:Ten>")[0] for part in xml.text.split("<ns1:Ten>")[1:]]
    assert names == ["TRIỆU VĂN HÍN", "ĐẶNG THỊ MẨY", "TRIỆU VĂN MINH"]
    assert xml.text.count("<ns1:GioiTinh>") == xml.text.count("<ns1:SoDinhDanh>008190123456") == 1
    assert xml.text.count("<ns1:ChuHo>") == 3
    body = {
        "MaYeuCau": "g-1",
        "MaDVC": CODE,
        "MaCanBo": "cb-07",
        "SoDinhDanh": DAO.personal_id,
        "HoVaTen": "DANGTHIMAY",
        "NgayThangNam": "19900307",
    }
    headers = population.bearer(*SCOPES)
    gateway = await population.http.post(f"/lgsp/{HOUSEHOLD_LOOKUP}", json=body, headers=headers)
    assert gateway.json()["message"] == xml.text
    national = {**body, "MaYeuCau": "g-2", "MaTichHop": "905", "NgayThangNamSinh": {"Nam": "1990"}}
    del national["NgayThangNam"]
    response = await population.http.post("/v1/TraCuuThongTinCongDan", json=national, headers=headers)
    assert response.status_code == 200, response.text
    collection = response.json()["CongdanCollection"]
    assert [each["HoVaTen"]["Ten"] for each in collection["CongDan"]] == names
    assert collection["SoCongDan"] == 3


async def test_the_law_without_the_entry_refuses_by_name_and_the_refusal_is_logged(
    population: ServiceHarness,
) -> None:
    refused = (await ask(population, procedure_code=WITHOUT_ENTRY)).json()
    assert (refused["status"], refused["type"]) == (403, "urn:congbo:problem:household-members-not-listed")
    assert (refused["procedure_code"], refused["operation"]) == (WITHOUT_ENTRY, HOUSEHOLD_LOOKUP)
    without_head = (await ask(population, procedure_code=WITHOUT_HEAD)).json()
    assert (without_head["type"], without_head["fields"]) == (
        "urn:congbo:problem:field-not-listed",
        ["household_head"],
    )
    xml = await call(population, envelope(HOUSEHOLD_LOOKUP, MaTichHop=None, MaDVC=WITHOUT_ENTRY))
    assert problem_in(xml) == "household-members-not-listed"
    assert [line["refusal"] for line in await lines(population)] == [
        "household-members-not-listed",
        "field-not-listed",
        "household-members-not-listed",
    ]
    assert [type(event) for event in await population.emitted_events()] == [LookupRefused] * 3
    only_other = lawful(of_members=(OTHER,))
    await population.apply_events([amended(WITHOUT_ENTRY, BEGIN, only_other)])
    assert (await ask(population, procedure_code=WITHOUT_ENTRY)).status_code == 403, "it answers none of these"


async def test_a_request_for_fewer_fields_gets_no_others_of_anybody(population: ServiceHarness) -> None:
    found = (await ask(population, fields=["full_name", "sex"])).json()
    assert list(found["citizen"]) == ["full_name", "sex"]
    assert [list(each) for each in found["household_members"]] == [["full_name"], ["full_name"]]
    refused = (await ask(population, fields=["full_name", OTHER])).json()
    assert (refused["type"], refused["fields"]) == ("urn:congbo:problem:field-not-listed", [OTHER])
    nothing = (await ask(population, fields=["personal_id"])).json()
    assert nothing["household_members"] == [], "of whom nothing is disclosed, nobody is"
    assert "household_members" not in (await lines(population))[-1]


async def test_sensitive_fields_of_members_are_masked_without_their_scope(population: ServiceHarness) -> None:
    found = (await ask(population, DAO, "population.lookup")).json()
    assert [each["household_head"] for each in found["household_members"]] == [None, None]
    assert found["masked_household_member_fields"] == ["household_head"]
    assert found["household_member_fields"] == ["full_name", "birth_date"]
    (line,) = await lines(population)
    assert line["masked_household_member_fields"] == ["household_head"]
    headers = population.bearer("population.lookup")
    xml = await call(population, envelope(HOUSEHOLD_LOOKUP, MaTichHop=None, MaDVC=CODE), **headers)
    assert xml.headers["Masked-Elements"] == "ChuHo"
    assert "<ns1:QuanHe>" not in xml.text


async def test_one_look_up_is_one_line_that_names_every_member(population: ServiceHarness) -> None:
    await ask(population)
    (line,) = await lines(population)
    assert line["personal_id"] == DAO.personal_id
    assert line["household_members"] == [FATHER.personal_id, SON.personal_id]
    assert line["household_member_fields"] == list(OF_MEMBERS)
    (event,) = await population.emitted_events()
    assert isinstance(event, LookupAnswered)
    assert (event.household_members, event.household_member_fields) == (2, fields(OF_MEMBERS))
    assert not any(each.personal_id in str(event) or each.full_name in str(event) for each in FAMILY)


async def test_each_member_and_the_guardian_of_a_ward_see_the_access_and_nothing_of_who_else_was_in_it(
    population: ServiceHarness,
) -> None:
    lookup_id = (await ask(population)).json()["lookup_id"]
    of_person = await accesses(population, DAO)
    assert [(each["lookup_id"], each["personal_id"], each["fields"]) for each in of_person] == [
        (lookup_id, DAO.personal_id, list(LISTED))
    ]
    of_ward = await accesses(population, SON)
    assert [(each["personal_id"], each["fields"]) for each in of_ward] == [(SON.personal_id, list(OF_MEMBERS))]
    of_father = await accesses(population, FATHER)
    assert [(each["personal_id"], each["lookup_id"]) for each in of_father] == [
        (FATHER.personal_id, lookup_id),
        (SON.personal_id, lookup_id),
    ]
    for items, shown in ((of_person, {DAO}), (of_ward, {SON}), (of_father, {FATHER, SON})):
        others = [each for each in FAMILY if each not in shown]
        assert not any(each.personal_id in str(items) or each.full_name in str(items) for each in others)
        assert "household_members" not in str(items)
    assert await accesses(population, LONER) == []


async def test_accesses_of_a_household_are_paged_without_a_gap(population: ServiceHarness) -> None:
    for _ in range(3):
        await ask(population)
        await ask(population, FATHER)
    whole = [(each["lookup_id"], each["personal_id"]) for each in await accesses(population, FATHER)]
    assert len(whole) == len(set(whole)) == 12
    headers, after, found = population.bearer(subject=FATHER.personal_id), None, []
    while True:
        params = {"limit": 1 if after is None else 2, **({"after": after} if after else {})}
        page = (await population.http.get("/v1/me/accesses", params=params, headers=headers)).json()
        found += [(each["lookup_id"], each["personal_id"]) for each in page["items"]]
        if (after := page["next"]) is None:
            break
    assert found == whole


async def test_a_cursor_that_no_page_returned_is_no_error_of_the_service(population: ServiceHarness) -> None:
    await ask(population)
    headers, least = population.bearer(subject=FATHER.personal_id), -(2**63)
    response = await population.http.get("/v1/me/accesses", params={"after": cursor_of((1, least))}, headers=headers)
    assert response.status_code == 200, response.text
    response = await population.http.get("/v1/me/accesses", params={"after": cursor_of((1,))}, headers=headers)
    assert response.status_code == 400, "a cursor of older code"


async def test_an_officer_who_reads_the_accesses_of_a_member_finds_the_look_up(population: ServiceHarness) -> None:
    await ask(population)
    body = {"personal_id": SON.personal_id, "officer_id": "cb-09", "reason": "Đơn khiếu nại"}
    headers = population.bearer("population.accesses.read")
    found = await population.http.post("/v1/accesses/search", json=body, headers=headers)
    assert [each["personal_id"] for each in found.json()["items"]] == [SON.personal_id]
    assert DAO.personal_id not in found.text


async def test_a_withheld_access_is_withheld_from_every_member(population: ServiceHarness) -> None:
    lookup_id = (await ask(population)).json()["lookup_id"]
    body = {"until": "2027-01-01", "ground": "Điều tra", "officer_id": "cb-09"}
    headers = population.bearer("population.accesses.withhold")
    withheld = await population.http.put(f"/v1/accesses/{lookup_id}/withholding", json=body, headers=headers)
    assert withheld.status_code == 200, withheld.text
    assert [await accesses(population, each) for each in FAMILY] == [[], [], []]


@pytest.mark.parametrize("citizen", FAMILY, ids=["head", "wife", "child"])
async def test_a_mismatch_discloses_no_member_and_concerns_none(population: ServiceHarness, citizen: Citizen) -> None:
    mismatch = await ask(population, citizen, full_name="AIKHAC")
    absent = await ask(population, citizen, personal_id=citizen.personal_id[:-1] + "9")
    for response in (mismatch, absent):
        found = response.json()
        assert (found["matched"], found["citizen"], found["household_members"]) == (False, None, [])
        assert (found["household_member_fields"], found["masked_household_member_fields"]) == ([], [])
    own = ("lookup_id", "request_id", "answered_at", "valid_until", "warnings")
    without = [{name: part for name, part in each.json().items() if name not in own} for each in (mismatch, absent)]
    assert without[0] == without[1]
    assert mismatch.headers.keys() == absent.headers.keys()
    others = [each for each in FAMILY if each is not citizen and each is not FATHER]
    assert [await accesses(population, each) for each in others] == [[] for _ in others]


async def test_a_mismatch_and_an_absent_number_read_a_household_alike(
    population: ServiceHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No response may tell by its time whether a person is in the register."""
    read: list[set[int]] = []

    async def counted(connection: Any, ids: Any) -> Any:
        read.append(set(ids))
        return await households_with(connection, ids)

    monkeypatch.setattr(command, "households_with", counted)
    await ask(population, full_name="AIKHAC")
    await ask(population, personal_id="008190123457")
    assert [len(ids) for ids in read] == [1, 1]


async def test_the_lines_are_verified_with_whom_they_concern(population: ServiceHarness) -> None:
    await ask(population)
    findings = [finding async for finding in verify_access_log(population.runtime)]
    assert all(finding.intact for finding in findings)
    await population.execute("ALTER TABLE access_log DISABLE TRIGGER append_only")
    await population.execute("UPDATE access_log SET household_members = NULL")
    details = [finding.detail async for finding in verify_access_log(population.runtime) if not finding.intact]
    assert details == ["the columns of line 1 differ from its content"]


async def test_every_projected_period_keeps_what_it_lists_for_members(population: ServiceHarness) -> None:
    provisional = "1.000499"
    await population.apply_events([introduced(provisional, lawful())])
    await population.apply_events([recoded(provisional, "1.000498", lawful())])
    rows = await population.rows(
        "SELECT procedure_code, household_member_fields FROM projected.lawful_period"
        " WHERE household_member_fields <> '' ORDER BY 1"
    )
    assert [(row.procedure_code, row.household_member_fields) for row in rows] == [
        (code, " ".join(OF_MEMBERS)) for code in (CODE, WITHOUT_HEAD, "1.000498")
    ]


async def test_older_code_finds_the_operation_neither_offered_nor_by_a_code(population: ServiceHarness) -> None:
    """It takes an operation by its code without a look at whether it is offered, and would fail."""
    rows = await population.rows(
        "SELECT result, integration_codes FROM operation WHERE name = :name", name=HOUSEHOLD_LOOKUP
    )
    assert [(row.result, row.integration_codes) for row in rows] == [("not_offered", "")]
