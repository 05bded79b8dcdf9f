"""Writes envelopes. Clients delete the letters `soapenv:` and `ns1:` before they parse a response, or search for tags
by them: so these prefixes never change, and there is no byte order mark."""

import re
from collections.abc import Mapping, Sequence
from html import escape

from population_lookup.protocols.soap.formats.versions import SoapVersion

REQUEST_NAMESPACE = "http://dancuquocgia.bca"
RESPONSE_NAMESPACE = "http://www.mic.gov.vn/dancu/1.0"
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 has no way to write."""
FAULT_CODES = {
    SoapVersion.V11: {"sender": "Client", "receiver": "Server", "must_understand": "MustUnderstand"},
    SoapVersion.V12: {"sender": "Sender", "receiver": "Receiver", "must_understand": "MustUnderstand"},
}

Part = str | Mapping[str, "Part"] | Sequence["Part"]


def collection(version: SoapVersion, records: Sequence[Mapping[str, Part]]) -> bytes:
    """`CongdanCollection`: empty where nobody matched. It has no attributes, since clients and converters lose those of
    the root."""
    content = "".join(_element("CongDan", record) for record in records)
    return _envelope(
        version, f'<ns1:CongdanCollection xmlns:ns1="{RESPONSE_NAMESPACE}">{content}</ns1:CongdanCollection>'
    )


def confirmation(version: SoapVersion, exists: bool) -> bytes:
    content = _element("TonTai", "true" if exists else "false")
    return _envelope(version, f'<ns1:KetQuaXacThuc xmlns:ns1="{REQUEST_NAMESPACE}">{content}</ns1:KetQuaXacThuc>')


def fault(version: SoapVersion, cause: str, type: str, title: str, detail: str) -> bytes:
    """`cause` is a key of `FAULT_CODES`: whose fault it is. `LoiNghiepVu` holds the problem's type and its text."""
    code = FAULT_CODES[version][cause]
    parts_of_entry = _element("Ma", type) + _element("MoTa", detail)
    entry = f'<ns1:LoiNghiepVu xmlns:ns1="{RESPONSE_NAMESPACE}">{parts_of_entry}</ns1:LoiNghiepVu>'
    if version is SoapVersion.V11:
        parts = (
            f"<faultcode>soapenv:{code}</faultcode><faultstring>{_text(title)}</faultstring><detail>{entry}</detail>"
        )
    else:
        parts = (
            f"<soapenv:Code><soapenv:Value>soapenv:{code}</soapenv:Value></soapenv:Code>"
            f'<soapenv:Reason><soapenv:Text xml:lang="en">{_text(title)}</soapenv:Text></soapenv:Reason>'
            f"<soapenv:Detail>{entry}</soapenv:Detail>"
        )
    return _envelope(version, f"<soapenv:Fault>{parts}</soapenv:Fault>")


def _envelope(version: SoapVersion, content: str) -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<soapenv:Envelope xmlns:soapenv="{version.value}"><soapenv:Header/>'
        f"<soapenv:Body>{content}</soapenv:Body></soapenv:Envelope>"
    ).encode()


def _element(name: str, part: Part) -> str:
    """An element without content is written empty: clients read it as text."""
    if isinstance(part, str):
        content = _text(part)
    elif isinstance(part, Mapping):
        content = "".join(_element(child, each) for child, each in part.items())
    else:
        return "".join(_element(name, each) for each in part)
    return f"<ns1:{name}>{content}</ns1:{name}>" if content else f"<ns1:{name}/>"


def _text(text: str) -> str:
    return escape(NOT_XML.sub("", text), quote=False)
