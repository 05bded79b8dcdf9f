"""Nội dung TTHC: the parts of a procedure as Article 8(2) NĐ 63/2010 lists them. Content never changes; another content
is another version.

Its shape is that of the national record `LayThuTuc`, and the order of its parts is that in which it is kept and
answered.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from procedures.law.domain.papers import PapersOfCase
from procedures.law.domain.submission_channels import Channel


class Role(StrEnum):
    """`COQUANTHUCHIEN`, `COQUANCOTHAMQUYEN`, `COQUANDUOCUYQUYEN`, `COQUANPHOIHOP`."""

    EXECUTES = "executes"
    COMPETENT = "competent"
    DELEGATED = "delegated"
    COORDINATES = "coordinates"


@dataclass(frozen=True, slots=True)
class StepsOfCase:
    """Trình tự thực hiện. `case` None: in all cases."""

    case: str | None
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProcedureResult:
    """Kết quả: its code is what the papers of other procedures are replaced by."""

    code: str | None
    name: str


@dataclass(frozen=True, slots=True)
class LegalBasis:
    """Căn cứ pháp lý: a document, as the national record names it (`CANCUPHAPLY`)."""

    number: str
    title: str
    issued_on: date | None = None
    effective_on: date | None = None
    issuing_body: str | None = None
    link: str | None = None


@dataclass(frozen=True, slots=True)
class AgencyInRole:
    """One with a code is recorded; one without, such as those of all communes together, goes by its name."""

    role: Role
    code: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """What others must know of a version: its name, where it belongs, who handles it, and which population fields it
    may ask for."""

    name: str
    field_code: str
    agency_code: str
    levels: tuple[str, ...]
    population_fields: tuple[str, ...] = ()

    def agency_codes(self) -> Iterator[str]:
        """Each recorded agency that it names."""
        yield self.agency_code


@dataclass(frozen=True, slots=True)
class Content(Heading):
    """The whole text of a version. Where only the timeline matters, its `Heading` stands in for it."""

    steps: tuple[StepsOfCase, ...] = ()
    channels: tuple[Channel, ...] = ()
    papers: tuple[PapersOfCase, ...] = ()
    results: tuple[ProcedureResult, ...] = ()
    audience: tuple[str, ...] = ()
    conditions: str | None = None
    legal_bases: tuple[LegalBasis, ...] = ()
    agencies: tuple[AgencyInRole, ...] = ()

    def agency_codes(self) -> Iterator[str]:
        yield self.agency_code
        yield from (agency.code for agency in self.agencies if agency.code is not None)
