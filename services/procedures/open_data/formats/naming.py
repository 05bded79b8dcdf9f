"""What things are called in open data: IRIs below one base, which an installation sets to its public address."""

import re
from dataclasses import dataclass
from urllib.parse import quote

NOT_IN_IRI = re.compile(r'[\x00-\x20<>"{}|\\^`\x7f]')
VIET_NAM = "http://publications.europa.eu/resource/authority/country/VNM"


@dataclass(frozen=True, slots=True)
class Naming:
    """`base` ends as a path below it may follow: `https://tthc.example.gov.vn/v1/`, or `urn:congbo:` where there is no
    public address.
    `place` is the IRI of the area that is served."""

    base: str = "urn:congbo:"
    place: str = VIET_NAM

    def of(self, kind: str, code: str) -> str:
        return f"{self.base}{kind}/{quote(code, safe='.-_~')}"


def as_iri(link: str) -> str | None:
    """A link as somebody filed it; None where it is no address on the web."""
    if not link.startswith(("http://", "https://")):
        return None
    return NOT_IN_IRI.sub(lambda found: quote(found[0]), link)
