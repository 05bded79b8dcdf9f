"""Stock clients of SOAP in other languages, made from the WSDL: the package `soap` of npm, JAX-WS RI, PHP and gSOAP.
What they get is what they can read."""

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from common.contracts.parts import PopulationField
from tests.clients.soap_clients import TOOLS, gsoap_client, java_client, npm_client, php_client
from tests.support.law_events import introduced, period
from tests.support.lookup_harness import BEGIN, CODE, SCOPES, lookup_harness
from tests.support.lookup_requests import DAO
from tests.support.postgres import Postgres
from tests.support.requirements import need_programs, only_in_full_run
from tests.support.served_app import serve_app
from tests.support.service_harness import unique

pytestmark = [
    only_in_full_run("clients in four languages are fetched, generated and compiled"),
    pytest.mark.timeout(600),
]
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
    "CungCapThongTinHoGiaDinh",
)
CONFIRMATION = "XacThucThongTinCongDan"


class Served(NamedTuple):
    url: str
    token: str


class Exchange(NamedTuple):
    """A line of input of a client, and the line of output that it must give."""

    request: str
    response: str


@pytest.fixture(scope="module")
async def served(postgres: Postgres, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Served]:
    async with lookup_harness(postgres, tmp_path_factory.mktemp("soap")) as harness:
        lawful = period(BEGIN, fields=EVERY_FIELD, member_fields=EVERY_FIELD)
        await harness.apply_events([introduced(EVERYTHING, lawful)])
        async with serve_app(harness) as url:
            yield Served(url, harness.bearer(*SCOPES)["Authorization"].removeprefix("Bearer "))


def request(
    operation: str, procedure: str = EVERYTHING, number: str = DAO.personal_id, name: str = "DANGTHIMAY"
) -> str:
    return "\t".join([operation, unique("r"), procedure, "cb-07", number, name, "19900307"])


def exchanges() -> list[Exchange]:
    """Every operation with a match, a mismatch, a refusal by the law and a malformed element."""
    found = []
    for operation in PERSONS:
        found += [
            Exchange(request(operation), "found ĐẶNG THỊ MẨY"),
            Exchange(request(operation, name="DANGTHIMUI"), "nobody"),
            Exchange(request(operation, procedure="1.999999"), "fault procedure-not-found"),
            Exchange(request(operation, number="070123456"), "fault malformed-request"),
        ]
        if operation != "TraCuuThongTinCongDan":
            found.append(Exchange(request(operation, procedure=CODE), "fault field-not-listed"))
    return [
        *found,
        Exchange(request(CONFIRMATION), "true"),
        Exchange(request(CONFIRMATION, name="DANGTHIMUI"), "false"),
        Exchange(request(CONFIRMATION, procedure="1.999999"), "fault procedure-not-found"),
        Exchange(request(CONFIRMATION, number="070123456"), "fault malformed-request"),
    ]


@pytest.mark.parametrize("make", [npm_client, java_client, php_client, gsoap_client])
async def test_a_stock_client_reads_every_operation_match_mismatch_refusal_and_fault(
    served: Served, tmp_path: Path, make: Callable[[str, Path], list[str]]
) -> None:
    need_programs("soap-clients", *TOOLS)
    command = await asyncio.to_thread(make, served.url, tmp_path)
    process = await asyncio.create_subprocess_exec(
        *command,
        served.url,
        served.token,
        cwd=tmp_path,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    expected = exchanges()
    lines = "".join(f"{exchange.request}\n" for exchange in expected)
    output, errors = await process.communicate(lines.encode())
    assert process.returncode == 0, errors.decode()[-3_000:]
    assert output.decode().splitlines() == [exchange.response for exchange in expected]
