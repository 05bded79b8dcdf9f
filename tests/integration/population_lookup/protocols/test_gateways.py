"""The forms in which gateways of provinces take a request, and the two in which they wrap the result_content."""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from tests.support.lookup_harness import CODE, SCOPES, lookup_harness
from tests.support.lookup_requests import DAO
from tests.support.postgres import Postgres
from tests.support.service_harness import ServiceHarness, unique

FLAT = {
    "MaDVC": CODE,
    "MaTichHop": "037",
    "MaCanBo": "cb-07",
    "SoDinhDanh": DAO.personal_id,
    "SoCMND": "",
    "HoVaTen": "DANGTHIMAY",
    "NgayThangNam": "19900307",
    "Nam": "",
}
CAMEL = {
    "maDVC": CODE,
    "maCanBo": "cb-07",
    "soDinhDanh": DAO.personal_id,
    "soCMND": "",
    "hoVaTen": "Đặng Thị Mẩy",
    "ngayThangNam": "1990-03-07",
    "userNameService": "G15",
}
TYPED = {**FLAT, "type": "TraCuuThongTinCongDan"}


@pytest.fixture(scope="module")
async def population(postgres: Postgres, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[ServiceHarness]:
    async with lookup_harness(postgres, tmp_path_factory.mktemp("lgsp")) as harness:
        yield harness


async def post(
    harness: ServiceHarness, body: dict[str, Any], path: str = "/lgsp/TraCuuThongTinCongDan"
) -> httpx.Response:
    name = "maYeuCau" if "maDVC" in body else "MaYeuCau"
    headers = harness.bearer(*SCOPES)
    return await harness.http.post(path, json={name: unique("r"), **body}, headers=headers)


@pytest.mark.parametrize("body", [FLAT, CAMEL, TYPED])
async def test_every_form_of_a_request_returns_the_text_of_the_xml(
    population: ServiceHarness, body: dict[str, Any]
) -> None:
    response = await post(population, body)
    assert response.status_code == 200, response.text
    result_content = response.json()
    assert set(result_content) == {"error_code", "message"}
    assert result_content["message"].startswith('<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope')
    assert "<ns1:Ten>ĐẶNG THỊ MẨY</ns1:Ten>" in result_content["message"]
    assert response.headers["Cache-Control"] == "no-store"


async def test_a_converter_returns_the_same_as_json(population: ServiceHarness) -> None:
    response = await post(population, FLAT, "/lgsp/TraCuuThongTinCongDan?format=json")
    collection = response.json()["soapenv:Envelope"]["soapenv:Body"]["ns1:CongdanCollection"]
    assert collection["ns1:CongDan"]["ns1:HoVaTen"] == {"ns1:Ho": "", "ns1:ChuDem": "", "ns1:Ten": "ĐẶNG THỊ MẨY"}
    empty = await post(population, {**FLAT, "HoVaTen": "AIDO"}, "/lgsp/TraCuuThongTinCongDan?format=json")
    assert empty.json()["soapenv:Envelope"]["soapenv:Body"]["ns1:CongdanCollection"] == ""


@pytest.mark.parametrize(
    ("changes", "operation", "status", "type"),
    [
        ({"MaDVC": "1.999999"}, "TraCuuThongTinCongDan", 404, "procedure-not-found"),
        ({"MaTichHop": ""}, "XoaCongDan", 404, "operation-unknown"),
        ({"SoDinhDanh": "070123456"}, "TraCuuThongTinCongDan", 422, "malformed-request"),
    ],
)
async def test_a_refusal_has_the_members_that_gateways_send(
    population: ServiceHarness, changes: dict[str, str], operation: str, status: int, type: str
) -> None:
    response = await post(population, FLAT | changes, f"/lgsp/{operation}")
    assert (response.status_code, response.json()["error_code"]) == (status, type)
    assert response.json()["type"] == f"urn:congbo:problem:{type}"
    assert response.json()["instance"] == f"/lgsp/{operation}"
    assert response.json()["request_id"] == response.headers["Request-Id"]
    assert "070123456" not in response.text
    (line,) = await population.rows(
        "SELECT convert_from(content, 'UTF8')::jsonb AS content FROM access_log ORDER BY sequence DESC LIMIT 1"
    )
    assert line.content["refusal"] == type


@pytest.mark.parametrize("path", ["/lgsp/TraCuuThongTinCongDan", "/v1/lookups", "/v1/TraCuuThongTinCongDan"])
@pytest.mark.parametrize(
    ("headers", "content", "status", "type"),
    [
        ({"Content-Type": "text/plain"}, b"{}", 415, "unsupported-media-type"),
        ({"Content-Type": "application/json", "Content-Encoding": "gzip"}, b"{}", 415, "unsupported-content-encoding"),
        ({"Content-Type": "application/json"}, b'{"MaDVC": "1.000101", "MaDVC": "x"}', 422, "duplicate-member"),
        ({"Content-Type": "application/json"}, b"{", 422, "malformed-request"),
    ],
)
async def test_a_request_of_an_officer_that_cannot_be_read_is_a_line_without_content(
    population: ServiceHarness, path: str, headers: dict[str, str], content: bytes, status: int, type: str
) -> None:
    async def count() -> int:
        (row,) = await population.rows("SELECT count(*) AS lines FROM access_log")
        return int(row.lines)

    before = await count()
    response = await population.http.post(path, content=content, headers=population.bearer(*SCOPES) | headers)
    assert response.status_code == status
    assert await count() == before + 1
    (line,) = await population.rows(
        "SELECT convert_from(content, 'UTF8')::jsonb AS content FROM access_log ORDER BY sequence DESC LIMIT 1"
    )
    assert (line.content["refusal"], line.content["account"], line.content["request"]) == (type, "officer-1", None)
    for nobody in ({}, population.bearer("events.read")):
        assert (await population.http.post(path, content=content, headers=nobody | headers)).status_code >= 400
    assert await count() == before + 1
