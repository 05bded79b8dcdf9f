"""Which fields a look-up returns: those that the law lists and the request asks for, and sensitive ones only to a
caller with the scope for them. Answers state until when they may be used."""

from collections.abc import AsyncIterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from common.contracts.parts import PopulationField
from common.contracts.population_lookup import LookupAnswered
from population_lookup.register.domain.citizen import FIELDS
from tests.support.law_events import introduced, period, repealed
from tests.support.lookup_harness import BEGIN, SCOPES, look_up, lookup_body, lookup_harness
from tests.support.postgres import Postgres
from tests.support.service_harness import NOON, ServiceHarness
from tests.support.soap_requests import call, envelope

CODE = "1.000201"
SENSITIVE = {
    "ethnic_group",
    "religion",
    "marital_status",
    "blood_group",
    "father",
    "mother",
    "spouse",
    "legal_representative",
    "household_head",
}


@pytest.fixture
async def population(postgres: Postgres, tmp_path: Path) -> AsyncIterator[ServiceHarness]:
    async with lookup_harness(postgres, tmp_path) as harness:
        await harness.apply_events([introduced(CODE, period(BEGIN, fields=tuple(PopulationField)))])
        yield harness


async def ask(harness: ServiceHarness, *scopes: str, **changes: Any) -> httpx.Response:
    return await look_up(harness, lookup_body(procedure_code=CODE, **changes), **harness.bearer(*scopes or SCOPES))


async def lines(harness: ServiceHarness) -> list[dict[str, Any]]:
    rows = await harness.rows(
        "SELECT convert_from(content, 'UTF8')::jsonb AS content FROM access_log ORDER BY sequence"
    )
    return [row.content for row in rows]


async def test_a_look_up_returns_no_more_fields_than_requested(population: ServiceHarness) -> None:
    result = (await ask(population, fields=["birth_date", "full_name", "full_name"])).json()
    assert result["citizen"] == {"full_name": "Đặng Thị Mẩy", "birth_date": "1990-03-07"}
    assert result["fields"] == ["full_name", "birth_date"]
    assert (await lines(population))[0]["fields"] == ["full_name", "birth_date"]


async def test_a_requested_field_that_is_not_listed_is_refused_by_name(population: ServiceHarness) -> None:
    body = lookup_body(fields=["full_name", "religion", "spouse"])
    refused = (await look_up(population, body)).json()
    assert (refused["status"], refused["type"]) == (403, "urn:congbo:problem:field-not-listed")
    assert refused["fields"] == ["religion", "spouse"]
    assert (await lines(population))[0]["refusal"] == "field-not-listed"


async def test_a_requested_field_that_the_operation_never_returns_is_refused_by_name(
    population: ServiceHarness,
) -> None:
    refused = (await ask(population, integration_code="904", fields=["current_residence", "sex"])).json()
    assert (refused["status"], refused["type"]) == (409, "urn:congbo:problem:field-not-returned")
    assert refused["fields"] == ["sex"]
    allowed = (await ask(population, integration_code="904", fields=["current_residence"])).json()
    assert list(allowed["citizen"]) == ["current_residence"]


@pytest.mark.parametrize("fields", [[], ["shoe_size"], ["full_name"] * 21, "full_name", None])
async def test_a_list_of_fields_that_names_no_field_is_malformed(population: ServiceHarness, fields: Any) -> None:
    body = lookup_body(procedure_code=CODE) | {"fields": fields}
    response = await look_up(population, body)
    if fields is None:
        assert len(response.json()["fields"]) == 20, "as without the member"
    else:
        assert (response.status_code, response.json()["type"]) == (422, "urn:congbo:problem:malformed-request")


async def test_the_same_request_id_with_other_fields_is_another_request(population: ServiceHarness) -> None:
    for fields, status in ((["sex", "full_name"], 200), (["full_name", "sex"], 200), (["sex"], 409), (None, 409)):
        assert (await ask(population, request_id="r-1", fields=fields)).status_code == status, fields


async def test_sensitive_fields_are_masked_without_their_scope(population: ServiceHarness) -> None:
    result = (await ask(population, "population.lookup")).json()
    assert set(result["masked_fields"]) == SENSITIVE
    assert list(result["citizen"]) == list(FIELDS), "the law lists all of them"
    assert {name for name, value in result["citizen"].items() if value is None} == SENSITIVE
    assert set(result["fields"]) == set(FIELDS) - SENSITIVE
    (line,) = await lines(population)
    assert (set(line["masked_fields"]), set(line["fields"])) == (SENSITIVE, set(FIELDS) - SENSITIVE)
    (event,) = await population.emitted_events()
    assert isinstance(event, LookupAnswered)
    assert {str(field) for field in event.fields} == set(FIELDS) - SENSITIVE
    everything = (await ask(population)).json()
    assert (everything["masked_fields"], everything["fields"]) == ([], list(FIELDS))
    assert everything["citizen"]["spouse"]["full_name"] == "Triệu Văn Hín"
    assert "masked_fields" not in (await lines(population))[1]


async def test_the_scope_for_sensitive_fields_returns_none_that_is_not_listed(population: ServiceHarness) -> None:
    result = (await look_up(population, lookup_body())).json()
    assert "religion" not in result["citizen"]
    assert result["masked_fields"] == []


async def test_a_look_up_without_a_match_masks_nothing(population: ServiceHarness) -> None:
    """Otherwise the answer would tell that the number is that of somebody."""
    result = (await ask(population, "population.lookup", full_name="AIKHAC")).json()
    assert (result["citizen"], result["fields"], result["masked_fields"]) == (None, [], [])


async def test_what_is_sensitive_is_data(population: ServiceHarness) -> None:
    await population.rows("UPDATE sensitive_field SET valid_to = '2026-11-23' WHERE name = 'religion' RETURNING 1")
    assert "religion" in (await ask(population, "population.lookup")).json()["fields"]


async def test_the_national_protocols_mask_the_same_elements_and_state_them(population: ServiceHarness) -> None:
    headers = population.bearer("population.lookup")
    body = {
        "MaYeuCau": "r-1",
        "MaDVC": CODE,
        "MaTichHop": "906",
        "MaCanBo": "cb-07",
        "SoDinhDanh": "008190123456",
        "HoVaTen": "DANGTHIMAY",
        "NgayThangNamSinh": {"Nam": "1990"},
    }
    response = await population.http.post("/v1/TraCuuThongTinCongDan", json=body, headers=headers)
    collection = response.json()["CongdanCollection"]
    assert collection["GhiChu"] == "Không được xem dữ liệu nhạy cảm: TinhTrangHonNhan, VoChong."
    assert "2" not in str(collection["CongDan"][0].get("TinhTrangHonNhan"))
    assert "Hín" not in response.text
    xml = await call(population, envelope(MaDVC=CODE, MaTichHop="906"), **headers)
    assert (xml.status_code, xml.headers["Masked-Elements"]) == (200, "TinhTrangHonNhan, VoChong")
    assert "HÍN" not in xml.text.upper()
    shown = await call(population, envelope(MaDVC=CODE, MaTichHop="906"))
    assert "Masked-Elements" not in shown.headers
    assert "HÍN" in shown.text.upper()


async def test_a_response_states_until_when_it_may_be_used(population: ServiceHarness) -> None:
    result = (await ask(population)).json()
    assert datetime.fromisoformat(result["valid_until"]) == NOON + timedelta(hours=24)
    await population.rows("UPDATE operation SET valid_hours = 2 WHERE name = 'XacThucThongTinCongDan' RETURNING 1")
    confirmed = await ask(population, integration_code="003", full_name="AIKHAC")
    assert datetime.fromisoformat(confirmed.json()["valid_until"]) == NOON + timedelta(hours=2)
    xml = await call(population, envelope(MaDVC=CODE))
    assert datetime.fromisoformat(xml.headers["Result-Valid-Until"]) == NOON + timedelta(hours=24)
    assert "Result-Valid-Until" not in (await call(population, envelope(MaDVC="1.999999"))).headers


async def test_no_response_may_be_used_longer_than_its_law_is_in_force(population: ServiceHarness) -> None:
    end = date(2026, 11, 24)
    await population.apply_events([repealed(CODE, end, period(BEGIN, end, fields=tuple(PopulationField)))])
    result = (await ask(population)).json()
    assert datetime.fromisoformat(result["valid_until"]) == datetime.fromisoformat("2026-11-24T00:00:00+07:00")


async def test_every_sensitive_field_of_the_table_is_one_of_the_record(population: ServiceHarness) -> None:
    rows = await population.rows("SELECT name, certainty FROM sensitive_field")
    assert {row.name for row in rows} == SENSITIVE < set(FIELDS)
    assert {row.certainty for row in rows} <= {"law", "page", "code", "news", "memory", "own"}
