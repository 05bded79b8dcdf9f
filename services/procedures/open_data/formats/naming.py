"""The IRIs of open data: below one base, which an installation sets to its public address."""

import re
from dataclasses import dataclass
from urllib.parse import quote

NOT_IN_IRI = re.compile(r'[\x00-\x20<>"{}|\\^`\x7f]')
VIET_NAM = "http://publications.europa.eu/resource/authority/country/VNM"


@dataclass(frozen=True, slots=True)
class Naming:
    """`base` ends so that a path can follow: `https://tthc.example.gov.vn/v1/`, or `urn:congbo:` where there is no
    public address. `place` is the IRI of the area that is served."""

    base: str = "urn:congbo:"
    place: str = VIET_NAM

    def of(self, kind: str, code: str) -> str:
        return f"{self.base}{kind}/{quote(code, safe='.-_~')}"


def as_iri(link: str) -> str | None:
    """A filed link as an IRI; None where it is no HTTP address."""
    if not link.startswith(("http://", "https://")):
        return None
    return NOT_IN_IRI.sub(lambda match: quote(match[0]), link)
