"""The operations of the national service over SOAP: what real clients send gets what they can read, and whatever is
refused is a fault, also by the middleware."""

import base64
import json
import os
import re
from collections.abc import AsyncIterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from common import metrics
from common.contracts.parts import PopulationField
from population_lookup.lookup.storage.operation_table import operations_on
from population_lookup.protocols.soap.formats.wsdl import wsdl
from tests.support.extra_apis import extra_api
from tests.support.law_events import introduced, period
from tests.support.lookup_harness import BEGIN, FUTURE, SCOPES, WITHOUT_FIELDS, lookup_harness
from tests.support.lookup_requests import DAO
from tests.support.postgres import Postgres
from tests.support.service_harness import ServiceHarness
from tests.support.soap_requests import DANCU, LOOK_UP, SOAP_12, XML, call, envelope, problem_in

EVERYTHING, FEW = "1.000201", "1.000101"
EVERY_FIELD = tuple(PopulationField)
DATA = os.environ.get("CONGBO_REAL_DATA")
CASES: list[dict[str, Any]] = json.loads((Path(DATA) / "soap" / "cases.json").read_text()) if DATA else []
TEN = "<ns1:Ten>ĐẶNG THỊ MẨY</ns1:Ten>"
EMPTY = (
    '<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/">'
    '<soapenv:Header/><soapenv:Body><ns1:CongdanCollection xmlns:ns1="http://www.mic.gov.vn/dancu/1.0">'
    "</ns1:CongdanCollection></soapenv:Body></soapenv:Envelope>"
)


@pytest.fixture(scope="module")
async def population(postgres: Postgres, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[ServiceHarness]:
    async with lookup_harness(postgres, tmp_path_factory.mktemp("soap")) as harness:
        await harness.apply_events(
            [introduced(EVERYTHING, period(BEGIN, fields=EVERY_FIELD, member_fields=EVERY_FIELD))]
        )
        yield harness


async def last_line(harness: ServiceHarness) -> dict[str, Any]:
    rows = await harness.rows(
        "SELECT convert_from(content, 'UTF8')::jsonb AS content FROM access_log ORDER BY sequence DESC LIMIT 1"
    )
    return dict(rows[0].content) if rows else {}


async def count_of_lines(harness: ServiceHarness) -> int:
    return int((await harness.rows("SELECT sequence FROM access_log_tail"))[0].sequence)


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"MaDonVi": "H60.01", "TaiKhoan": "canbo7", "SoDienThoai": "0"},
        {"NgayThangNamSinh": "1990-03-07"},
        {"NgayThangNamSinh": "\n  <dan:Nam>1990</dan:Nam>\n"},
        {"NgayThangNamSinh": "<dan:Nam/><dan:NgayThangNam>1990-03-07</dan:NgayThangNam>"},
        {"SoCMND": "", "type": "TraCuuThongTinCongDan"},
        {"SoDinhDanh": "", "SoCMND": DAO.old_identity_card},
        {"HoVaTen": "ĐặNG THị MẩY"},
        {"HoVaTen": " \u00d0ặng\u00a0Thị\u200b Mẩy "},
        {"MaTichHop": None},
        {"MaDVC": None, "MaDichVu": FEW},
    ],
)
async def test_the_same_person_is_found_by_every_form_of_request(
    population: ServiceHarness, changes: dict[str, Any]
) -> None:
    response = await call(population, envelope(**changes))
    assert response.status_code == 200, response.text
    assert TEN in response.text
    assert response.headers["content-type"] == "text/xml; charset=utf-8"
    assert response.content.startswith(b'<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope ')
    line = await last_line(population)
    assert (line["endpoint"], line["operation"], line["lookup_id"]) == (
        "POST /soap",
        LOOK_UP,
        response.headers["Lookup-Id"],
    )
    assert int(response.headers["content-length"]) == len(response.content)
    plain = etree.fromstring(response.text.replace("ns1:", "").replace("soapenv:", "").encode())
    assert plain.findtext("Body/{*}CongdanCollection/{*}CongDan/{*}HoVaTen/{*}Ten") == "ĐẶNG THỊ MẨY"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
async def test_a_request_of_a_real_client_gets_what_that_client_expects(
    population: ServiceHarness, case: dict[str, Any]
) -> None:
    """The requests share one id, as clients with a constant do: they are the same question, or of other officers."""
    body = base64.b64decode(case["body_base64"])
    encoding = "utf-16" if body.startswith(b"\xff\xfe") else "utf-8"
    own_id = f">{case['id'][:40]}<".encode(encoding).removeprefix(b"\xff\xfe" if encoding == "utf-16" else b"")
    body = body.replace(">r-1<".encode(encoding).removeprefix(b"\xff\xfe" if encoding == "utf-16" else b""), own_id)
    response = await population.http.post("/soap", content=body, headers=population.bearer(*SCOPES) | case["headers"])
    expected = case["expect"]
    if fault := re.search(r"Fault 500 (?:soapenv:)?([A-Za-z-]+)", expected):
        type = {"procedure-unknown": "procedure-not-found", "MustUnderstand": "header-not-understood"}.get(
            fault[1], fault[1]
        )
        assert (response.status_code, problem_in(response)) == (500, type)
    elif case["id"] == "dvc-field-code":
        assert (response.status_code, problem_in(response)) == (500, "procedure-not-found")
    elif case["id"] == "name-of-another":
        assert (response.status_code, response.text) == (200, EMPTY)
    else:
        assert (response.status_code, TEN in response.text) == (200, True), response.text


async def test_a_name_of_another_and_a_number_of_nobody_get_the_same_bytes(population: ServiceHarness) -> None:
    for changes in ({"HoVaTen": "DANGTHIMUI"}, {"SoDinhDanh": "008190123457"}, {"SoDinhDanh": "096190999999"}):
        response = await call(population, envelope(**changes))
        assert (response.status_code, response.text) == (200, EMPTY)
        assert (await last_line(population))["state"] == "not_matched"


MOST_ELEMENTS = {
    "TraCuuThongTinCongDan": 20,
    "XacMinhThongTinNhanThan": 7,
    "XacMinhThongTinNguoiGiamHo": 5,
    "XacMinhThongTinChuHo": 6,
    "XacMinhThongTinNoiOHienTai": 5,
    "XacMinhTinhTrangHonNhan": 6,
    "CungCapThongTinNhomMau": 4,
    "CungCapThongTinHoGiaDinh": 5,
}


@pytest.mark.parametrize(("operation", "most"), MOST_ELEMENTS.items())
async def test_an_operation_returns_its_own_elements_as_far_as_the_law_lists_them(
    population: ServiceHarness, operation: str, most: int
) -> None:
    response = await call(population, envelope(operation, MaDVC=EVERYTHING, MaTichHop=None))
    (citizen,) = etree.fromstring(response.content).iter("{*}CongDan")
    names = [etree.QName(element).localname for element in citizen]
    unknown = 1  # nobody represents this resident
    assert len(names) == most - (unknown if operation in (LOOK_UP, "XacMinhThongTinNguoiGiamHo") else 0)
    parts = citizen.find("{*}Cha/{*}HoVaTen/{*}Ten")
    assert (parts is not None) == (operation == "XacMinhThongTinNhanThan")
    refused = await call(population, envelope(operation, MaDVC=FEW, MaTichHop=None))
    assert operation == LOOK_UP or problem_in(refused) == "field-not-listed"
    assert operation == LOOK_UP or (await last_line(population))["refusal"] == "field-not-listed"


async def test_a_confirmation_returns_yes_or_no(population: ServiceHarness) -> None:
    short = {"MaTichHop": None, "MaDVC": None, "NgayThangNamSinh": None, "MaDichVu": "033"}
    await population.execute("INSERT INTO client_alias VALUES ('officer-1', '033', :code)", code=FEW)
    for changes, exists in (({}, "true"), ({"HoVaTen": "AIDO"}, "false"), (short, "true")):
        given = {"MaTichHop": "003"} | changes
        response = await call(population, envelope("XacThucThongTinCongDan", **given))
        assert f"<ns1:TonTai>{exists}</ns1:TonTai>" in response.text
        assert f'<ns1:KetQuaXacThuc xmlns:ns1="{DANCU}">' in response.text
    line = await last_line(population)
    assert (line["procedure_code"], line["stated_code"], line["integration_code"]) == (FEW, "033", "033")
    await population.execute("DELETE FROM client_alias")


async def test_the_integration_code_chooses_the_operation(population: ServiceHarness) -> None:
    response = await call(population, envelope(MaTichHop="003"))
    assert "<ns1:TonTai>true</ns1:TonTai>" in response.text
    assert (await last_line(population))["operation"] == "XacThucThongTinCongDan"


async def test_an_alias_of_a_procedure_counts_for_its_client_alone(
    population: ServiceHarness,
) -> None:
    assert problem_in(await call(population, envelope(MaDVC="VPCP"))) == "procedure-not-found"
    assert (await last_line(population))["procedure_code"] == "VPCP"
    await population.execute("INSERT INTO client_alias VALUES ('officer-1', 'VPCP', :code)", code=FEW)
    assert TEN in (await call(population, envelope(MaDVC="VPCP"))).text
    line = await last_line(population)
    assert (line["procedure_code"], line["stated_code"]) == (FEW, "VPCP")
    other = population.bearer(*SCOPES, subject="officer-2")
    assert problem_in(await call(population, envelope(MaDVC="VPCP"), **other)) == "procedure-not-found"
    await population.execute("DELETE FROM client_alias")


UNDERSTAND = '<soapenv:Header><x:S xmlns:x="urn:x" soapenv:mustUnderstand="1"/></soapenv:Header>'


@pytest.mark.parametrize(
    ("body", "type", "code"),
    [
        (envelope(MaDVC="1.999999"), "procedure-not-found", "Client"),
        (envelope(MaDVC=FUTURE), "procedure-not-in-force", "Client"),
        (envelope(MaDVC=WITHOUT_FIELDS), "no-population-fields", "Client"),
        (envelope(MaDonVi="H60.02"), "agency-mismatch", "Client"),
        (envelope("XoaCongDan"), "operation-unknown", "Client"),
        (envelope(MaTichHop="099"), "operation-unknown", "Client"),
        (envelope("CungCapDanhSachTheoDoTuoi", MaTichHop=None), "operation-not-offered", "Client"),
        (envelope(header=UNDERSTAND), "header-not-understood", "MustUnderstand"),
        (envelope(NgayThangNamSinh=None), "malformed-request", "Client"),
    ],
)
async def test_a_refusal_is_a_fault_and_a_line_of_the_log(
    population: ServiceHarness, body: str, type: str, code: str
) -> None:
    response = await call(population, body)
    assert (response.status_code, problem_in(response)) == (500, type)
    assert f"<faultcode>soapenv:{code}</faultcode>" in response.text
    assert response.headers["content-type"] == "text/xml; charset=utf-8"
    line = await last_line(population)
    assert (line["state"], line["refusal"]) == ("refused", type)
    assert "TraCuuThongTinCongDan (037)" in response.text or type != "operation-unknown"


@pytest.mark.parametrize(
    ("changes", "named", "value"),
    [
        ({"SoDinhDanh": "070123456"}, "SoDinhDanh", "070123456"),
        ({"MaDVC": ""}, "MaDVC", None),
        ({"MaDVC": "008190123456"}, "MaDVC", "008190123456"),
        ({"MaCanBo": None}, "MaCanBo", None),
        ({"NgayThangNamSinh": "<dan:NgayThangNam>19900230</dan:NgayThangNam>"}, "NgayThangNamSinh", "19900230"),
        ({"HoVaTen": "x" * 101}, "HoVaTen", "x" * 101),
        ({"SoCMND": "070123456"}, "SoDinhDanh", "070123456"),
    ],
)
async def test_a_malformed_element_is_named_and_its_value_is_neither_repeated_nor_logged(
    population: ServiceHarness, changes: dict[str, Any], named: str, value: str | None
) -> None:
    response = await call(population, envelope(**changes))
    assert (response.status_code, problem_in(response)) == (500, "malformed-request")
    assert named in response.text
    assert value is None or value not in response.text
    line = await last_line(population)
    assert (line["refusal"], line["request"], line["account"]) == ("malformed-request", None, "officer-1")


async def test_what_is_no_xml_is_counted_and_not_logged(population: ServiceHarness) -> None:
    counter = metrics.lookups_not_logged.labels("malformed-request")._value
    before, lines = counter.get(), await count_of_lines(population)
    for body in ("{}", "\n<?xml version='1.0'?>" + envelope(), "<!DOCTYPE a [<!ENTITY x 'y'>]>" + envelope()):
        response = await call(population, body)
        assert (response.status_code, problem_in(response)) == (500, "malformed-request")
    assert (counter.get() - before, await count_of_lines(population)) == (3, lines)


async def test_an_envelope_that_repeats_an_element_is_a_line_without_content(population: ServiceHarness) -> None:
    lines = await count_of_lines(population)
    body = envelope().replace("</dan:MaDVC>", "</dan:MaDVC><dan:MaDVC>1.000102</dan:MaDVC>")
    response = await call(population, body)
    assert (response.status_code, problem_in(response)) == (500, "malformed-request")
    assert await count_of_lines(population) == lines + 1
    encoded = await call(population, body, **{"Content-Encoding": "gzip"})
    assert problem_in(encoded) == "unsupported-content-encoding"
    assert await count_of_lines(population) == lines + 2


async def test_soap_12_gets_a_response_and_a_fault_of_soap_12(population: ServiceHarness) -> None:
    headers = {"Content-Type": 'application/soap+xml; charset=utf-8; action=""'}
    matched = await call(population, envelope(soap=SOAP_12), **headers)
    refused = await call(population, envelope(soap=SOAP_12, MaDVC="1.999999"), **headers)
    unread = await call(population, "no XML", **headers)
    for response in (matched, refused, unread):
        assert response.headers["content-type"] == "application/soap+xml; charset=utf-8"
        assert f'xmlns:soapenv="{SOAP_12}"' in response.text
    assert TEN in matched.text
    root = etree.fromstring(refused.content)
    assert root.findtext(f".//{{{SOAP_12}}}Code/{{{SOAP_12}}}Value") == "soapenv:Sender"
    assert root.findtext(f".//{{{SOAP_12}}}Detail/{{*}}LoiNghiepVu/{{*}}Ma") == "procedure-not-found"


async def test_the_middleware_responds_in_soap_too(population: ServiceHarness) -> None:
    token = XML | population.bearer(*SCOPES)
    lines = await count_of_lines(population)
    responses = {
        "token-missing": await population.http.post("/soap", content=envelope(), headers=XML),
        "invalid-token": await call(population, envelope(), Authorization="Bearer x"),
        "insufficient-scope": await call(population, envelope(), **population.bearer("events.read")),
        "request-too-large": await call(population, envelope(begin="x" * 64_000)),
        "not-found": await population.http.get("/soap/none"),
        "method-not-allowed": await population.http.put("/soap", content=envelope(), headers=token),
    }
    async with extra_api(population.runtime, rate_limit=0.01, rate_burst=1) as limited:
        for _ in range(2):
            responses["too-many-requests"] = await limited.http.post("/soap", content="", headers=XML)
    async with extra_api(population.runtime, soap_fault_status=200) as lenient:
        refused = await lenient.http.post("/soap", content=envelope(MaDVC="1.999999"), headers=token)
        assert (refused.status_code, problem_in(refused)) == (200, "procedure-not-found")
        lines += 1
    assert {type: problem_in(response) for type, response in responses.items()} == {type: type for type in responses}
    assert {type: response.status_code for type, response in responses.items()} == {
        "token-missing": 401,
        "invalid-token": 401,
        "insufficient-scope": 500,
        "request-too-large": 413,
        "not-found": 500,
        "method-not-allowed": 500,
        "too-many-requests": 429,
    }
    assert responses["too-many-requests"].headers["Retry-After"]
    assert {response.headers["content-type"] for response in responses.values()} == {"text/xml; charset=utf-8"}
    assert await count_of_lines(population) == lines


async def test_a_refusal_is_counted_as_what_it_is_and_not_as_a_failure_of_the_service(
    population: ServiceHarness,
) -> None:
    def counted(status: str) -> float:
        labels = {"method": "POST", "route": "/soap", "status": status}
        return metrics.registry.get_sample_value("congbo_http_request_duration_seconds_count", labels) or 0

    before = {status: counted(status) for status in ("404", "500")}
    assert (await call(population, envelope(MaDVC="1.999999"))).status_code == 500
    assert {status: counted(status) - before[status] for status in before} == {"404": 1, "500": 0}


async def test_while_the_law_is_not_current_the_fault_states_when_to_try_again(population: ServiceHarness) -> None:
    await population.execute(
        "INSERT INTO stream_position (source, shard, sequence, hash, stopped_at, stopped_cause)"
        " VALUES ('procedures', 0, 7, '', now(), 'the hash does not fit')"
    )
    response = await call(population, envelope())
    await population.execute("DELETE FROM stream_position")
    assert (response.status_code, problem_in(response), response.headers["Retry-After"]) == (
        503,
        "law-not-current",
        "1",
    )
    assert "<faultcode>soapenv:Server</faultcode>" in response.text


async def test_the_wsdl_has_the_operations_that_the_table_offers(population: ServiceHarness) -> None:
    async with population.runtime.engine.connect() as connection:
        offered = {each.name for each in (await operations_on(connection, date(2026, 11, 23))).offered}
    for query, bindings in (("wsdl", 1), ("wsdl=12", 2)):
        response = await population.http.get(f"/soap?{query}")
        assert response.headers["content-type"].startswith("text/xml")
        root = etree.fromstring(response.content)
        (port,) = root.iter("{http://schemas.xmlsoap.org/wsdl/}portType")
        assert {operation.get("name") for operation in port.iter("{http://schemas.xmlsoap.org/wsdl/}operation")} == (
            offered
        )
        assert len(list(root.iter("{http://schemas.xmlsoap.org/wsdl/}binding"))) == bindings
        assert {address.get("location") for address in root.iter("{*}address")} == {"http://service.test/soap"}
    assert b'location="https://gateway/a&amp;&quot;b"' in wsdl('https://gateway/a&"b', soap12=False)


async def test_an_operation_that_ended_is_unknown_from_that_day_on(population: ServiceHarness) -> None:
    """What is only guessed about the national service is reference data with validity."""
    await population.execute("UPDATE operation SET valid_to = '2026-11-23' WHERE name = 'CungCapThongTinNhomMau'")
    response = await call(population, envelope("CungCapThongTinNhomMau", MaDVC=EVERYTHING, MaTichHop=None))
    await population.execute("UPDATE operation SET valid_to = NULL")
    assert problem_in(response) == "operation-unknown"
