"""Envelopes that are damaged, repeated, nested, expanded and too long: each gets a response in SOAP, none is a failure
of the service, and none takes much memory. What envelopes leave behind is measured where their reading is tested."""

import resource
from collections.abc import AsyncIterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.examples import is_full_run
from tests.support.lookup_harness import SCOPES, lookup_harness
from tests.support.postgres import Postgres
from tests.support.service_harness import ServiceHarness
from tests.support.soap_requests import LOOK_UP, SOAP_12, XML, envelope, problem_in

ENVELOPES = 10_000 if is_full_run() else 200
MOST_GROWTH = 64 * 1024
"""KiB. A bomb that is expanded takes more, and so does a body of 10 MB that is kept twice."""
LONG = "a" * 30_000
DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>'
NOT_UNDERSTOOD = '<soapenv:Header><x soapenv:mustUnderstand="1"/></soapenv:Header>'
ATTRIBUTES = " ".join(f'a{number}="{number}"' for number in range(5_000))
LAUGHS = "".join('<!ENTITY l{} "{}">'.format(number, f"&l{number - 1};" * 10) for number in range(1, 10))
WHOLE = [
    text.encode(encoding)
    for text in (
        DECLARATION + envelope(),
        envelope(soap=SOAP_12),
        envelope(f"{LOOK_UP}Request"),
        envelope("XacThucThongTinCongDan", MaTichHop="033"),
        envelope("CungCapDanhSachTheoDoTuoi", MaTichHop=None),
        envelope(
            namespace="http://gtel.vn/qldc", header='<soapenv:Header><x soapenv:mustUnderstand="1"/></soapenv:Header>'
        ),
    )
    for encoding in ("utf-8", "utf-8-sig", "utf-16")
]
BOMBS = [
    body.encode()
    for body in (
        f'<!DOCTYPE e [<!ENTITY l0 "ha">{LAUGHS}]>' + envelope(HoVaTen="&l9;"),
        f'<!DOCTYPE e [<!ENTITY a "{LONG}">]>' + envelope(HoVaTen="&a;" * 3_000),
        '<!DOCTYPE e SYSTEM "http://127.0.0.1:9/e.dtd">' + envelope(),
        envelope(more="<dan:x>" * 4_000 + "</dan:x>" * 4_000),
        envelope(more=f"<dan:x {ATTRIBUTES}/>"),
        envelope(more="<dan:x/>" * 7_000),
        envelope(HoVaTen="&#x0;&#xFFFE;&#55296;"),
        envelope(more=f'<dan:x xmlns:{LONG}="urn:p"/>'),
        envelope(HoVaTen="\u202e" * 20_000),
    )
]
LARGE = [envelope(more=" " * size).encode() for size in (64_000, 1_000_000, 10_000_000)]
TEXTS = ["<", ">", "&", '"', "</dan:MaDVC>", "<![CDATA[", "]]>", "<!--", "<?xml?>", "&#0;"]
PIECES = [b"\x00", b"\xff\xfe", *(text.encode() for text in TEXTS)]
Damage = tuple[float, int, bytes]
DAMAGES = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 40), st.one_of(st.sampled_from(PIECES), st.binary(max_size=12))),
    max_size=6,
)
"""Where, as a part of the envelope, how many bytes are cut, and what is put there."""


def damaged(body: bytes, damages: list[Damage]) -> bytes:
    for place, cut, piece in damages:
        at = int(place * len(body))
        body = body[:at] + piece + body[at + cut :]
    return body


BODIES = st.one_of(
    *([st.builds(damaged, st.sampled_from(WHOLE), DAMAGES)] * 8),
    st.builds(damaged, st.sampled_from(BOMBS), DAMAGES),
    st.binary(max_size=2_000),
    st.sampled_from(BOMBS + LARGE),
)


@pytest.fixture(scope="module")
async def population(postgres: Postgres, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[ServiceHarness]:
    async with lookup_harness(postgres, tmp_path_factory.mktemp("hostile")) as harness:
        for body in BOMBS + LARGE:
            await check_response(harness, body)
        yield harness


async def check_response(harness: ServiceHarness, body: bytes) -> None:
    headers = XML | harness.bearer(*SCOPES)
    response = await harness.http.post("/soap", content=body, headers=headers)
    assert response.headers["content-type"].startswith(("text/xml", "application/soap+xml"))
    assert response.text.startswith('<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope')
    assert response.status_code in {200, 400, 413, 500}
    if response.status_code != 200:
        assert "Fault>" in response.text
        assert problem_in(response) not in {"", "internal-error"}


def peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


@settings(max_examples=ENVELOPES, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(body=BODIES)
async def test_every_envelope_gets_a_response_in_soap_and_no_failure(population: ServiceHarness, body: bytes) -> None:
    before = peak()
    await check_response(population, body)
    assert peak() - before < MOST_GROWTH
