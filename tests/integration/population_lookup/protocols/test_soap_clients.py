"""Stock clients of SOAP, made from the WSDL: what they get is what they can read."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from typing import Any

import pytest
import suds
import suds.client
import zeep
import zeep.exceptions

from common.contracts.parts import PopulationField
from tests.support.households import FAMILY, HOUSEHOLD_LOOKUP, fill
from tests.support.law_events import introduced, period
from tests.support.lookup_harness import BEGIN, CODE, SCOPES, lookup_harness
from tests.support.lookup_requests import DAO, ELDER
from tests.support.postgres import Postgres
from tests.support.served_app import serve_app
from tests.support.service_harness import unique

EVERYTHING = "1.000201"
EVERY_FIELD = tuple(PopulationField)
PERSONS = (
    "TraCuuThongTinCongDan",
    "XacMinhThongTinNhanThan",
    "XacMinhThongTinNguoiGiamHo",
    "XacMinhThongTinChuHo",
    "XacMinhThongTinNoiOHienTai",
    "XacMinhTinhTrangHonNhan",
    "CungCapThongTinNhomMau",
    HOUSEHOLD_LOOKUP,
)
CONFIRMATION = "XacThucThongTinCongDan"
Call = Callable[..., Any]


@dataclass(frozen=True)
class StockClient:
    """`call` sends an operation with elements; `fault` is what it raises for a fault, `type_of` the problem in it."""

    call: Call
    fault: type[Exception]
    type_of: Callable[[Any], str]


def zeep_client(url: str, token: str) -> StockClient:
    client = zeep.Client(f"{url}/soap?wsdl")
    client.transport.session.headers["Authorization"] = f"Bearer {token}"

    def call(operation: str, **elements: Any) -> Any:
        return client.service[operation](**elements)

    def type_of(fault: Any) -> str:
        return str(fault.detail.find(".//{*}Ma").text)

    return StockClient(call, zeep.exceptions.Fault, type_of)


def suds_client(url: str, token: str) -> StockClient:
    client = suds.client.Client(f"{url}/soap?wsdl", headers={"Authorization": f"Bearer {token}"}, cache=None)

    def call(operation: str, **elements: Any) -> Any:
        return getattr(client.service, operation)(**elements)

    def type_of(fault: Any) -> str:
        return str(fault.fault.detail.LoiNghiepVu.Ma)

    return StockClient(call, suds.WebFault, type_of)


@pytest.fixture(scope="module")
async def served(postgres: Postgres, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[tuple[str, str]]:
    """The address, and a token."""
    async with lookup_harness(postgres, tmp_path_factory.mktemp("soap")) as harness:
        await fill(harness, [FAMILY], [ELDER])
        lawful = period(BEGIN, fields=EVERY_FIELD, member_fields=EVERY_FIELD)
        await harness.apply_events([introduced(EVERYTHING, lawful)])
        async with serve_app(harness) as url:
            yield url, harness.bearer(*SCOPES)["Authorization"].removeprefix("Bearer ")


def elements(**changes: Any) -> dict[str, Any]:
    return {
        "MaYeuCau": unique("r"),
        "MaDVC": EVERYTHING,
        "MaCanBo": "cb-07",
        "SoDinhDanh": DAO.personal_id,
        "HoVaTen": "DANGTHIMAY",
        "NgayThangNamSinh": {"NgayThangNam": "19900307"},
    } | changes


def names_in(found: Any) -> list[str]:
    """Of all records; zeep returns the list itself, suds an object with it."""
    records = found if isinstance(found, list) else found.CongDan
    return [str(record.HoVaTen.Ten) for record in records]


def is_empty(found: Any) -> bool:
    return not found or not getattr(found, "CongDan", found)


def calls_every_operation(make: Callable[[str, str], StockClient], url: str, token: str) -> None:
    client = make(url, token)
    for operation in PERSONS:
        members = ["TRIỆU VĂN HÍN", "ĐẶNG THỊ MẨY", "TRIỆU VĂN MINH"]
        expected = members if operation == HOUSEHOLD_LOOKUP else ["ĐẶNG THỊ MẨY"]
        assert names_in(client.call(operation, **elements())) == expected, operation
        assert is_empty(client.call(operation, **elements(HoVaTen="DANGTHIMUI"))), operation
        refusals = {"procedure-not-found": {"MaDVC": "1.999999"}, "malformed-request": {"SoDinhDanh": "070123456"}}
        if operation != "TraCuuThongTinCongDan":
            refusals["field-not-listed"] = {"MaDVC": CODE}
        for type, changes in refusals.items():
            with pytest.raises(client.fault) as fault:
                client.call(operation, **elements(**changes))
            assert client.type_of(fault.value) == type, operation
    for name, exists in (("DANGTHIMAY", True), ("DANGTHIMUI", False)):
        result_content = client.call(CONFIRMATION, **elements(HoVaTen=name))
        assert getattr(result_content, "TonTai", result_content) is exists


@pytest.mark.parametrize("make", [zeep_client, suds_client])
async def test_a_stock_client_reads_every_operation_match_mismatch_refusal_and_fault(
    served: tuple[str, str], make: Callable[[str, str], StockClient]
) -> None:
    await asyncio.to_thread(calls_every_operation, make, *served)
