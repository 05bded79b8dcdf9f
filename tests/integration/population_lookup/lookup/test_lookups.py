"""The look-up over HTTP and PostgreSQL: what is answered, what is refused, and what is logged."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from common import metrics
from common.contracts.parts import ItemKind, PopulationField
from common.contracts.population_lookup import LookupAnswered, LookupRefused
from population_lookup.register.domain.citizen import Citizen
from population_lookup.register.storage import repository
from population_lookup.register.storage.replacement import replace_residents
from population_lookup.register.storage.rows import citizen_in
from tests.support.law_events import amended, annulled, corrected, introduced, period, recoded, repealed, restored
from tests.support.lookup_harness import (
    BEGIN,
    CODE,
    FIELDS,
    FUTURE,
    SCOPES,
    WITHOUT_FIELDS,
    look_up,
    lookup_body,
    lookup_harness,
)
from tests.support.lookup_requests import DAO, ELDER
from tests.support.postgres import Postgres
from tests.support.service_harness import ServiceHarness


@pytest.fixture
async def population(postgres: Postgres, tmp_path: Path) -> AsyncIterator[ServiceHarness]:
    async with lookup_harness(postgres, tmp_path) as harness:
        yield harness


async def lines(harness: ServiceHarness) -> list[dict[str, Any]]:
    rows = await harness.rows(
        "SELECT convert_from(content, 'UTF8')::jsonb AS content FROM access_log ORDER BY sequence"
    )
    return [row.content for row in rows]


async def test_a_lawful_look_up_returns_the_listed_fields_only(population: ServiceHarness) -> None:
    body = lookup_body()
    response = await look_up(population, body)
    result = response.json()
    assert response.status_code == 200, result
    assert result["citizen"] == {
        "personal_id": "008190123456",
        "full_name": "Đặng Thị Mẩy",
        "ethnic_group": {"list": "QĐ 121-TCTK/PPCĐ 1979", "code": "09", "name": "Dao"},
        "birth_date": "1990-03-07",
    }
    assert (result["request_id"], result["matched"], result["warnings"]) == (body["request_id"], True, [])
    assert result["fields"] == [str(field) for field in FIELDS]
    assert (result["decision"]["number"], result["procedure"]) == (
        "12/QĐ-UBND",
        {"code": CODE, "name": "Đăng ký khai sinh", "version": 1},
    )
    assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "changes",
    [
        {"full_name": "Dang Thi May", "birth_date": "1990-03-07"},
        {"birth_date": "1990"},
        {"personal_id": None, "old_identity_card": DAO.old_identity_card},
        {"personal_id": ELDER.personal_id, "full_name": "VANGACHU", "birth_date": "1945"},
    ],
)
async def test_the_same_person_is_found_by_every_form_of_request(
    population: ServiceHarness, changes: dict[str, Any]
) -> None:
    assert (await look_up(population, lookup_body(**changes))).json()["matched"] is True


@pytest.mark.parametrize(
    "changes",
    [
        {"full_name": "DANGTHIMUI"},
        {"birth_date": "1990-03-08"},
        {"personal_id": "008190123457"},
        {"personal_id": None, "old_identity_card": "070123457"},
    ],
)
async def test_a_look_up_that_does_not_agree_discloses_nothing_and_is_logged_as_not_matched(
    population: ServiceHarness, changes: dict[str, Any]
) -> None:
    response = await look_up(population, lookup_body(**changes))
    result = response.json()
    assert (response.status_code, result["matched"], result["citizen"], result["fields"]) == (200, False, None, [])
    (line,) = await lines(population)
    assert (line["state"], line["fields"]) == ("not_matched", [])
    (event,) = await population.emitted_events()
    assert isinstance(event, LookupAnswered)
    assert (event.matched, event.fields) == (False, ())


@pytest.mark.parametrize(
    ("changes", "status", "type"),
    [
        ({"procedure_code": "1.999999"}, 404, "procedure-not-found"),
        ({"procedure_code": FUTURE}, 409, "procedure-not-in-force"),
        ({"procedure_code": WITHOUT_FIELDS}, 403, "no-population-fields"),
        ({"agency_code": "H60.02"}, 403, "agency-mismatch"),
        ({"integration_code": "902"}, 403, "field-not-listed"),
        ({"operation": "XacMinhThongTinChuHo"}, 403, "field-not-listed"),
        ({"fields": ["full_name", "religion"]}, 403, "field-not-listed"),
        ({"fields": ["full_name"], "integration_code": "003"}, 409, "field-not-returned"),
        ({"operation": "XoaCongDan"}, 404, "operation-unknown"),
        ({"operation": "GetRequests"}, 409, "operation-not-offered"),
        ({"birth_date": None}, 422, "malformed-request"),
        ({"integration_code": "099"}, 404, "operation-unknown"),
    ],
)
async def test_an_unlawful_look_up_is_refused_logged_and_published(
    population: ServiceHarness, changes: dict[str, Any], status: int, type: str
) -> None:
    response = await look_up(population, lookup_body(**changes))
    problem = response.json()
    assert (response.status_code, problem["type"]) == (status, f"urn:congbo:problem:{type}")
    assert response.headers["content-type"] == "application/problem+json"
    assert "citizen" not in problem
    (line,) = await lines(population)
    assert (line["state"], line["refusal"], line["lookup_id"]) == ("refused", type, problem["lookup_id"])
    (event,) = await population.emitted_events()
    assert isinstance(event, LookupRefused)
    assert (event.reason, event.lookup_id) == (type, problem["lookup_id"])


@pytest.mark.parametrize("code", ["003", "033"])
async def test_a_confirmation_returns_whether_there_is_such_a_citizen_and_nothing_else(
    population: ServiceHarness, code: str
) -> None:
    """Without a date of birth number and name alone must agree."""
    for changes, matched in (
        ({}, True),
        ({"birth_date": None}, True),
        ({"birth_date": None, "full_name": "DANGTHIMUI"}, False),
        ({"birth_date": "1991"}, False),
    ):
        result = (await look_up(population, lookup_body(integration_code=code, **changes))).json()
        assert (result["matched"], result["citizen"], result["fields"], result["operation"]) == (
            matched,
            None,
            [],
            "XacThucThongTinCongDan",
        )
    assert [line["state"] for line in await lines(population)] == ["matched", "matched", "not_matched", "not_matched"]


async def test_a_repeal_ends_look_ups_on_its_day_and_not_before(population: ServiceHarness) -> None:
    await population.apply_events(
        [repealed(CODE, date(2026, 11, 24), period(BEGIN, date(2026, 11, 24), fields=FIELDS))]
    )
    assert (await look_up(population, lookup_body())).status_code == 200
    population.clock.moment = datetime(2026, 11, 23, 17, 0, tzinfo=UTC)
    refused = await look_up(population, lookup_body())
    assert refused.json()["type"] == "urn:congbo:problem:procedure-not-in-force"


async def test_an_amended_version_discloses_its_own_fields_from_its_day(population: ServiceHarness) -> None:
    later = period(date(2026, 11, 24), version=2, fields=FIELDS[:2])
    await population.apply_events(
        [amended(CODE, date(2026, 11, 24), period(BEGIN, date(2026, 11, 24), fields=FIELDS), later)]
    )
    assert len((await look_up(population, lookup_body())).json()["fields"]) == 4
    population.clock.moment = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
    assert list((await look_up(population, lookup_body())).json()["citizen"]) == ["personal_id", "full_name"]


async def test_a_former_provisional_code_leads_to_the_law_of_the_procedure_for_ever(population: ServiceHarness) -> None:
    former, code = "0.000123.H60", "1.012345"
    first, second = (
        period(BEGIN, date(2024, 1, 1), fields=FIELDS),
        period(date(2024, 1, 1), version=2, fields=FIELDS[:2]),
    )
    await population.apply_events([introduced(former, first)])
    await population.apply_events([recoded(former, code, first), amended(code, date(2024, 1, 1), first, second)])
    result = (await look_up(population, lookup_body(procedure_code=former))).json()
    assert (result["procedure"]["code"], result["fields"]) == (code, [str(field) for field in FIELDS[:2]])
    await look_up(population, lookup_body(procedure_code=code))
    *_, by_former, by_code = await lines(population)
    assert (by_former["procedure_code"], by_former["recoded_to"]) == (former, code)
    assert (by_code["procedure_code"], by_code.get("recoded_to")) == (code, None)
    *_, event, plain = await population.emitted_events()
    assert isinstance(event, LookupAnswered)
    assert isinstance(plain, LookupAnswered)
    assert (event.procedure_code, event.recoded_to, plain.recoded_to) == (former, code, None)
    await population.apply_events([repealed(code, date(2024, 2, 1), first, period(date(2024, 1, 1), date(2024, 2, 1)))])
    refused = (await look_up(population, lookup_body(procedure_code=former))).json()
    assert refused["type"].endswith("procedure-not-in-force")
    assert code in refused["detail"]


async def test_while_the_stream_of_decisions_is_stopped_no_look_up_succeeds(population: ServiceHarness) -> None:
    await population.rows(
        "INSERT INTO stream_position (source, shard, sequence, hash, stopped_at, stopped_cause)"
        " VALUES ('procedures', 0, 7, '', now(), 'the hash does not fit') RETURNING 1"
    )
    response = await look_up(population, lookup_body())
    assert (response.status_code, response.json()["type"]) == (503, "urn:congbo:problem:law-not-current")
    assert response.headers["Retry-After"] == "1"
    assert (await lines(population))[0]["refusal"] == "law-not-current"


async def test_a_repeated_request_is_decided_again_and_its_response_is_not_stored(population: ServiceHarness) -> None:
    body = lookup_body()
    first = await look_up(population, body, **{"Idempotency-Key": "k-1"})
    await population.apply_events([repealed(CODE, date(2026, 1, 1), period(BEGIN, date(2026, 1, 1), fields=FIELDS))])
    repeated = await look_up(population, body, **{"Idempotency-Key": "k-1"})
    assert (first.status_code, repeated.status_code) == (200, 409)
    assert await population.rows("SELECT * FROM idempotent_response") == []
    assert len(await lines(population)) == 2


async def test_a_request_id_of_another_request_of_the_officer_is_refused(population: ServiceHarness) -> None:
    body = lookup_body(request_id="r-7")
    assert (await look_up(population, body)).status_code == 200
    assert (await look_up(population, {**body, "full_name": "Đặng Thị Mẩy"})).status_code == 200
    other = await look_up(population, {**body, "birth_date": "1991"})
    assert (other.status_code, other.json()["type"]) == (409, "urn:congbo:problem:request-id-reused")
    assert (await look_up(population, {**body, "birth_date": "1991", "officer_id": "cb-08"})).status_code == 200
    assert [line["state"] for line in await lines(population)] == ["matched", "matched", "refused", "not_matched"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"personal_id": "00819012345"},
        {"personal_id": "００８１９０１２３４５６"},
        {"personal_id": None},
        {"old_identity_card": "070123456"},
        {"birth_date": "7/3/1990"},
        {"officer_id": None},
        {"officer_id": ""},
        {"request_id": "x" * 41},
        {"full_name": "x" * 101},
        {"procedure_code": "008190123456"},
        {"agency_code": "Đặng Thị Mẩy"},
    ],
)
async def test_a_malformed_request_is_refused_and_its_problem_repeats_nothing(
    population: ServiceHarness, wrong: dict[str, Any]
) -> None:
    response = await look_up(population, lookup_body(**wrong))
    assert (response.status_code, response.json()["type"]) == (422, "urn:congbo:problem:malformed-request")
    assert DAO.personal_id not in response.text
    assert all(str(value) not in response.text for value in wrong.values() if value)
    (line,) = await lines(population)
    assert (line["state"], line["refusal"], line["account"]) == ("refused", "malformed-request", "officer-1")
    assert (line["agency_code"], line["personal_id"], line["request"], line["procedure_code"]) == (
        "H60.01",
        None,
        None,
        "",
    )
    (event,) = await population.emitted_events()
    assert isinstance(event, LookupRefused)
    assert (event.reason, event.procedure_code) == ("malformed-request", "")


async def test_a_malformed_request_of_nobody_is_counted_and_not_logged(population: ServiceHarness) -> None:
    def counted(reason: str) -> float:
        return float(metrics.lookups_not_logged.labels(reason)._value.get())

    wrong = lookup_body(birth_date="7/3/1990")
    before = {reason: counted(reason) for reason in ("token-missing", "insufficient-scope", "invalid-token")}
    for headers in ({}, population.bearer("events.read"), {"Authorization": "Bearer x"}):
        for content in (wrong, lookup_body()):
            refused = await population.http.post("/v1/lookups", json=content, headers=headers)
            assert refused.status_code in (401, 403)
    json = {"Content-Type": "application/json"}
    assert (await population.http.post("/v1/lookups", content=b"{", headers=json)).status_code == 422
    assert {reason: counted(reason) - before[reason] for reason in before} == {
        "token-missing": 3,
        "insufficient-scope": 2,
        "invalid-token": 2,
    }
    assert await lines(population) == []


async def test_a_body_that_is_no_json_is_a_line_without_content(population: ServiceHarness) -> None:
    headers = population.bearer("population.lookup") | {"Content-Type": "application/json"}
    assert (await population.http.post("/v1/lookups", content=b"{", headers=headers)).status_code == 422
    (line,) = await lines(population)
    assert (line["refusal"], line["endpoint"], line["request"]) == ("malformed-request", "POST /v1/lookups", None)


async def test_a_name_that_disagrees_cannot_be_distinguished_from_a_person_who_is_not_there(
    population: ServiceHarness, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same bytes but for id and time, and the same work: one row is read, decoded and compared for each."""
    decoded: list[int] = []

    def decode(row: Any) -> Citizen:
        decoded.append(1)
        return citizen_in(row)

    monkeypatch.setattr(repository, "citizen_in", decode)
    bodies: dict[str, dict[str, Any]] = {}
    for case, changes in {
        "another name": {"full_name": "DANGTHIMUI"},
        "nobody has the number": {"personal_id": "008190123457"},
        "before the first number": {"personal_id": "001190000000"},
        "after the last number": {"personal_id": "096190999999"},
    }.items():
        decoded.clear()
        result = (await look_up(population, lookup_body(request_id=f"r-{len(bodies)}", **changes))).json()
        assert (len(decoded), result.pop("request_id"), result["matched"]) == (1, f"r-{len(bodies)}", False), case
        bodies[case] = {name: part for name, part in result.items() if name not in ("lookup_id", "answered_at")}
    assert list(bodies.values()) == [bodies["another name"]] * 4
    decoded.clear()
    for card in ("070123457", DAO.old_identity_card):
        response = await look_up(
            population, lookup_body(personal_id=None, old_identity_card=card, full_name="DANGTHIMUI")
        )
        assert response.json()["matched"] is False
    assert len(decoded) == 2
    assert [line["personal_id"] for line in await lines(population)][-2:] == [None, DAO.personal_id]


async def test_an_unusual_number_returns_a_warning(population: ServiceHarness) -> None:
    response = await look_up(population, lookup_body(personal_id="777085123456"))
    assert response.json()["warnings"] == ["unknown-place-of-birth-registration", "birth-year-differs-from-number"]


async def test_an_empty_register_hides_no_warning_of_a_number(population: ServiceHarness) -> None:
    async with population.runtime.engine.begin() as connection:
        await replace_residents(connection, [])
    for number, warnings in ((DAO.personal_id, []), ("777190123456", ["unknown-place-of-birth-registration"])):
        assert (await look_up(population, lookup_body(personal_id=number))).json()["warnings"] == warnings


async def test_another_scope_allows_no_look_up(population: ServiceHarness) -> None:
    for headers, status in ((population.bearer("events.read"), 403), ({}, 401)):
        for path in ("/v1/lookups", "/v1/TraCuuThongTinCongDan"):
            assert (await population.http.post(path, json=lookup_body(), headers=headers)).status_code == status
    assert await lines(population) == []


async def test_the_national_protocol_discloses_the_same(population: ServiceHarness) -> None:
    body = {
        "MaYeuCau": "r-9",
        "MaDVC": CODE,
        "MaTichHop": "037",
        "MaCanBo": "cb-07",
        "TaiKhoan": "canbo7",
        "SoDienThoai": "0",
        "SoDinhDanh": DAO.personal_id,
        "HoVaTen": "DANGTHIMAY",
        "NgayThangNamSinh": {"Nam": "1990"},
    }
    headers = population.bearer(*SCOPES)
    noibo = (await population.http.post("/v1/TraCuuThongTinCongDan", json=body, headers=headers)).json()[
        "CongdanCollection"
    ]
    assert (noibo["SoCongDan"], noibo["GhiChu"]) == (1, "")
    assert noibo["CongDan"] == [
        {
            "SoDinhDanh": DAO.personal_id,
            "HoVaTen": {"Ho": "", "ChuDem": "", "Ten": "ĐẶNG THỊ MẨY"},
            "DanToc": "09",
            "NgayThangNamSinh": {"Nam": "1990", "NgayThangNam": "19900307"},
        }
    ]
    standard = await population.http.post("/v1/TraCuuThongTinCongDan?profile=qcvn109", json=body, headers=headers)
    assert standard.json()["CongdanCollection"]["CongDan"][0]["NgayThangNamSinh"] == {"NgayThangNam": "1990-03-07"}
    assert standard.headers["Cache-Control"] == "no-store"
    stated = [(line["officer_account"], line["officer_phone"]) for line in await lines(population)]
    assert stated == [("canbo7", "0")] * 2
    endpoints = [line["endpoint"] for line in await lines(population)]
    assert endpoints == [
        "POST /v1/TraCuuThongTinCongDan?profile=noibo",
        "POST /v1/TraCuuThongTinCongDan?profile=qcvn109",
    ]


async def test_without_a_match_the_collection_is_empty_and_has_a_note(population: ServiceHarness) -> None:
    body = {
        "MaYeuCau": "r-9",
        "MaDVC": CODE,
        "MaTichHop": "037",
        "MaCanBo": "cb-07",
        "SoCMND": "070999999",
        "HoVaTen": "AIDO",
        "NgayThangNamSinh": {"Nam": "1990"},
    }
    response = await population.http.post(
        "/v1/TraCuuThongTinCongDan", json=body, headers=population.bearer("population.lookup")
    )
    collection = response.json()["CongdanCollection"]
    assert (response.status_code, collection["SoCongDan"], collection["CongDan"]) == (200, 0, [])
    assert "Không tồn tại dữ liệu" in collection["GhiChu"]


async def test_concurrent_look_ups_form_one_chain(population: ServiceHarness) -> None:
    responses = await asyncio.gather(*(look_up(population, lookup_body()) for _ in range(12)))
    assert {response.status_code for response in responses} == {200}
    rows = await population.rows("SELECT sequence, prevhash, hash FROM access_log ORDER BY sequence")
    assert [row.sequence for row in rows] == list(range(1, 13))
    assert all(after.prevhash == before.hash for before, after in pairwise(rows))


async def test_an_annulled_repeal_allows_look_ups_again_from_the_stated_day_with_the_fields_of_the_version(
    population: ServiceHarness,
) -> None:
    (today, yesterday, tomorrow) = (date(2026, 11, day) for day in (23, 22, 24))
    await population.apply_events([repealed(CODE, yesterday, period(BEGIN, yesterday, fields=FIELDS))])
    assert (await look_up(population, lookup_body())).json()["type"].endswith("procedure-not-in-force")
    gap = period(BEGIN, yesterday, fields=FIELDS)
    await population.apply_events([restored(CODE, tomorrow, gap, period(tomorrow, fields=FIELDS))])
    assert (await look_up(population, lookup_body())).json()["type"].endswith("procedure-not-in-force"), (
        "not before the stated day"
    )
    await population.apply_events([restored(CODE, today, gap, period(today, fields=FIELDS))])
    assert (await look_up(population, lookup_body())).status_code == 200
    await population.apply_events(
        [corrected(CODE, ItemKind.REPEAL, yesterday, tomorrow, period(BEGIN, tomorrow, fields=FIELDS))]
    )
    assert (await look_up(population, lookup_body())).json()["fields"] == [str(field) for field in FIELDS]
    less = (PopulationField.FULL_NAME,)
    former = annulled(
        CODE, ItemKind.AMEND, today, period(BEGIN, today, fields=FIELDS), period(today, version=2, fields=less)
    )
    await population.apply_events([former])
    assert (await look_up(population, lookup_body())).json()["fields"] == ["full_name"]
