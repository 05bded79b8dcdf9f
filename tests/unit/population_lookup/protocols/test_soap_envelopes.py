"""Envelopes as clients write them are read; what is dangerous, or no XML, is refused before anything of it counts."""

import contextlib
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from common.errors import MalformedRequest
from population_lookup.protocols.soap.formats.envelopes import DEEPEST, read_envelope
from population_lookup.protocols.soap.formats.response_envelopes import collection, confirmation, fault
from population_lookup.protocols.soap.formats.versions import SoapVersion
from tests.support.soap_requests import LOOK_UP, SOAP_12, envelope

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>'


@pytest.mark.parametrize(
    "body",
    [
        envelope().encode(),
        (DECLARATION + envelope()).encode(),
        (DECLARATION + "\n" + envelope()).encode("utf-8-sig"),
        envelope().encode("utf-16"),
        (DECLARATION.replace("UTF-8", "UTF-16") + envelope()).encode("utf-16"),
        envelope().encode("utf-16-be"),
        envelope("TraCuuThongTinCongDanRequest").encode(),
        envelope(namespace="http://gtel.vn/qldc").encode(),
        envelope(begin='">').encode(),
        envelope(begin="<!-- a remark --><?target instruction?>").encode(),
        envelope(soap=SOAP_12).encode(),
        envelope(header="").encode(),
        envelope(type="<dan:more><dan:deep/></dan:more>").encode(),
        envelope().replace("><", ">\n  <").encode(),
        envelope().replace("<dan:MaDVC>1.000101<", "<dan:MaDVC>  1.000101\n<").encode(),
        envelope().replace("<dan:MaDVC>1.000101<", "<dan:MaDVC><![CDATA[1.000101]]><").encode(),
    ],
)
def test_an_envelope_is_read_however_a_client_writes_it(body: bytes) -> None:
    read = read_envelope(body)
    assert (read.operation, read.must_understand) == (LOOK_UP, False)
    assert read.elements["MaDVC"] == "1.000101"
    assert read.elements["NgayThangNamSinh"] == {"NgayThangNam": "19900307"}


def nested(levels: int) -> str:
    return "<dan:x>" * levels + "</dan:x>" * levels


ENTITY = '<!DOCTYPE e [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
BOMB = '<!DOCTYPE e [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\xff\xfe",
        b"not XML",
        b"<a/>",
        b"\x00" * 100,
        (ENTITY + envelope(HoVaTen="&x;")).encode(),
        (ENTITY + envelope(HoVaTen="&x;")).encode("utf-16"),
        (BOMB + envelope(HoVaTen="&b;")).encode(),
        ("<!doctype e>" + envelope()).encode(),
        envelope(HoVaTen="&x;").encode(),
        ("\n" + DECLARATION + envelope()).encode(),
        envelope(header="<soap:Header></soap:Header>").encode(),
        envelope(soap="urn:another").encode(),
        envelope().replace("soapenv:Body", "soapenv:Corps").encode(),
        envelope().replace("</soapenv:Body>", "<dan:XoaCongDan/></soapenv:Body>").encode(),
        envelope(more=nested(DEEPEST)).encode(),
        envelope(more=nested(5_000)).encode(),
        envelope(more="<dan:HoVaTen/>").encode() + b"<",
        (DECLARATION.replace("UTF-8", "UTF-7") + envelope()).encode(),
        envelope().encode("utf-16-le")[:-1],
        envelope(HoVaTen="Dâng").encode("latin-1"),
        envelope(HoVaTen="\x0b").encode(),
    ],
)
def test_what_is_dangerous_or_no_envelope_is_refused_without_repeating_it(body: bytes) -> None:
    with pytest.raises(MalformedRequest) as refusal:
        read_envelope(body)
    assert "008190123456" not in refusal.value.detail + str(refusal.value.facts)


def test_an_envelope_with_an_element_that_occurs_twice_is_read_as_such() -> None:
    """It is an officer's request, and so a line of the log."""
    body = envelope().replace("</dan:MaDVC>", "</dan:MaDVC><dan:MaDVC>1.000102</dan:MaDVC>").encode()
    assert read_envelope(body).repeats_an_element
    assert not read_envelope(envelope().encode()).repeats_an_element


@given(st.integers(0, 700), st.binary(max_size=12), st.sampled_from(["utf-8", "utf-16"]))
def test_a_damaged_envelope_is_read_or_refused_and_nothing_else(at: int, damage: bytes, encoding: str) -> None:
    body = (DECLARATION + envelope()).encode(encoding)
    with contextlib.suppress(MalformedRequest):
        read_envelope(body[:at] + damage + body[at + len(damage) :])


@pytest.mark.parametrize("soap", list(SoapVersion))
@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ('soapenv:mustUnderstand="1"', True),
        ('soapenv:mustUnderstand="true"', True),
        ('soapenv:mustUnderstand="0"', False),
        ('mustUnderstand="1"', False),
        ("", False),
        ('soapenv:mustUnderstand="1" soapenv:actor="urn:another" soapenv:role="urn:another"', False),
    ],
)
def test_a_header_must_be_understood_if_it_requires_so_and_is_for_us(
    soap: SoapVersion, attributes: str, expected: bool
) -> None:
    header = f'<soapenv:Header><x:S xmlns:x="urn:x" {attributes}/></soapenv:Header>'
    assert read_envelope(envelope(soap=soap.value, header=header).encode()).must_understand is expected


@pytest.mark.parametrize("version", list(SoapVersion))
def test_envelopes_of_responses_are_well_formed_whatever_they_hold(version: SoapVersion) -> None:
    hostile = "<a>&\"']]>\x00\x0b\ufffe Đặng"
    for written in (
        collection(version, [{"HoVaTen": {"Ten": hostile}, "SoCMND": ""}, {"SoDinhDanh": hostile}]),
        confirmation(version, exists=True),
        fault(version, "sender", "malformed-request", hostile, hostile),
    ):
        assert written.startswith(b'<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope ')
        root = etree.fromstring(written)
        assert {element.prefix for element in root.iter()} <= {"soapenv", "ns1", None}
        assert not [element for element in root.iter() if set(element.attrib) - {XML_LANG}]


XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


READS_NEW_NAMES = """
from pathlib import Path
from resource import getpagesize
from population_lookup.protocols.soap.formats.envelopes import read_envelope
from tests.support.soap_requests import envelope

def memory():
    return int(Path("/proc/self/statm").read_text().split()[1]) * getpagesize()

def read(count):
    for number in range(count):
        read_envelope(envelope(more=f"<dan:x{number}{'a' * 30_000}/>").encode())

read(50)
before = memory()
read(1_000)
print(memory() - before)
"""


def test_nothing_of_an_envelope_outlives_its_reading() -> None:
    """In a process of its own, whose memory nothing else moves. The names together have 30 MB."""
    grown = int(subprocess.run([sys.executable, "-c", READS_NEW_NAMES], check=True, capture_output=True).stdout)
    assert grown < 10_000_000
