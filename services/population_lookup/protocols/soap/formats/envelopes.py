"""Reads the envelope of a request. Whatever a client adds is ignored: other elements, any order, text between
elements, either namespace, `Request` after the name of the operation."""

from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser  # nosec B405 # a DTD is refused

from common.errors import MalformedRequest
from population_lookup.protocols.soap.formats.versions import SoapVersion
from population_lookup.protocols.soap.formats.xml_text import text_of

DEEPEST = 32
"""Levels of nesting; a request has six."""
NOT_WELL_FORMED = "the body is not well-formed XML, or has a document type"
NOT_OURS = {
    SoapVersion.V11: ("actor", "http://schemas.xmlsoap.org/soap/actor/next"),
    SoapVersion.V12: ("role", "http://www.w3.org/2003/05/soap-envelope/role/next"),
}
"""The attribute that says for whom a header is, and its value for whoever reads it first."""
ULTIMATE = "http://www.w3.org/2003/05/soap-envelope/role/ultimateReceiver"


@dataclass(frozen=True, slots=True, repr=False)
class Envelope:
    """`operation` is the name of the element in the body, without `Request`; `elements` are its children by their local
    names: texts, or for the date of birth also its own children. Where `repeats_an_element`, one name occurs twice, and
    neither of its values is chosen."""

    version: SoapVersion
    operation: str
    elements: dict[str, Any]
    must_understand: bool
    repeats_an_element: bool


def read_envelope(body: bytes) -> Envelope:
    """Raises `MalformedRequest`. The parser reads no DTD, no entity, no file and nothing from the network."""
    root = _root(text_of(body))
    version = _version(root)
    header, content = root.find(f"{{{version.value}}}Header"), root.find(f"{{{version.value}}}Body")
    if content is None or len(content) != 1:
        raise MalformedRequest("Body holds the element of one operation")
    operation = _local(content[0].tag).removesuffix("Request")
    elements = _elements(content[0])
    repeats = len(elements) != len(content[0])
    return Envelope(version, operation, elements, _must_understand(header, version), repeats)


class _PlainTree(TreeBuilder):
    """Builds elements without comments and processing instructions. Raises `MalformedRequest` at a document type,
    before anything of it is read, and at the first element that is nested too deep."""

    def __init__(self) -> None:
        super().__init__()
        self.depth = 0

    def start(self, tag: str, attrs: dict[str, str], /) -> Element:
        self.depth += 1
        if self.depth > DEEPEST:
            raise MalformedRequest(f"the body is nested more than {DEEPEST} levels deep")
        return super().start(tag, attrs)

    def end(self, tag: str, /) -> Element:
        self.depth -= 1
        return super().end(tag)

    def doctype(self, _name: str, _public_id: str | None, _system_id: str | None) -> None:
        raise MalformedRequest(NOT_WELL_FORMED)


def _root(text: str) -> Element:
    """expat keeps nothing of a body that was read; lxml keeps each name that any client ever sent."""
    parser = XMLParser(target=_PlainTree(), encoding="utf-8")  # nosec B314 # noqa: S314 - a DTD is refused
    try:
        parser.feed(text.encode())
        root: Element = parser.close()
    except (ParseError, ValueError):  # a lone surrogate cannot be encoded
        raise MalformedRequest(NOT_WELL_FORMED) from None  # expat's message names a place of it
    return root


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _version(root: Element) -> SoapVersion:
    namespace, _, name = root.tag.rpartition("}")
    if name != "Envelope":
        raise MalformedRequest("the body is no SOAP envelope")
    try:
        return SoapVersion(namespace.removeprefix("{"))
    except ValueError:
        raise MalformedRequest("the envelope is neither of SOAP 1.1 nor of SOAP 1.2") from None


def _elements(operation: Element) -> dict[str, Any]:
    return {
        (name := _local(child.tag)): (
            {_local(part.tag): _text(part) for part in child}
            if name == "NgayThangNamSinh" and len(child)
            else _text(child)
        )
        for child in operation
    }


def _text(element: Element) -> str:
    return "".join(element.itertext()).strip()


def _must_understand(header: Element | None, version: SoapVersion) -> bool:
    """Whether a header is for us and must be understood: this service understands none."""
    attribute, next_reader = NOT_OURS[version]
    return header is not None and any(
        child.get(f"{{{version.value}}}mustUnderstand", "").strip() in {"1", "true"}
        and child.get(f"{{{version.value}}}{attribute}", "") in {"", next_reader, ULTIMATE}
        for child in header
    )
