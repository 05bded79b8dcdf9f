"""Envelopes as clients of the national service send them, made for tests."""

import re
from typing import Any

import httpx

from tests.support.lookup_harness import CODE, SCOPES
from tests.support.lookup_requests import DAO
from tests.support.service_harness import ServiceHarness, unique

SOAP_11 = "http://schemas.xmlsoap.org/soap/envelope/"
SOAP_12 = "http://www.w3.org/2003/05/soap-envelope"
DANCU = "http://dancuquocgia.bca"
XML = {"Content-Type": "text/xml; charset=utf-8", "SOAPAction": '""'}
LOOK_UP = "TraCuuThongTinCongDan"


def elements(**changes: Any) -> dict[str, str]:
    """The elements of a look-up of the resident `DAO`, with changes; a value of None leaves an element out."""
    given = {
        "MaYeuCau": unique("r"),
        "MaDVC": CODE,
        "MaTichHop": "037",
        "MaCanBo": "cb-07",
        "SoDinhDanh": DAO.personal_id,
        "HoVaTen": "DANGTHIMAY",
        "NgayThangNamSinh": "<dan:NgayThangNam>19900307</dan:NgayThangNam>",
    } | changes
    return {name: text for name, text in given.items() if text is not None}


def envelope(
    operation: str = LOOK_UP,
    *,
    soap: str = SOAP_11,
    namespace: str = DANCU,
    header: str = "<soapenv:Header/>",
    begin: str = "",
    **changes: Any,
) -> str:
    parts = "".join(f"<dan:{name}>{text}</dan:{name}>" for name, text in elements(**changes).items())
    return (
        f'<soapenv:Envelope xmlns:soapenv="{soap}" xmlns:dan="{namespace}">{begin}{header}<soapenv:Body>'
        f"<dan:{operation}>{parts}</dan:{operation}></soapenv:Body></soapenv:Envelope>"
    )


async def call(harness: ServiceHarness, content: str | bytes, **headers: str) -> httpx.Response:
    sent = XML | harness.bearer(*SCOPES) | headers
    return await harness.http.post("/soap", content=content, headers=sent)


def problem_in(response: httpx.Response) -> str:
    """The type that a fault states, or an empty text."""
    found = re.search(r"<ns1:Ma>([a-z-]+)</ns1:Ma>", response.text)
    return found[1] if found else ""
