"""Nội dung TTHC: the parts of a procedure as Article 8(2) NĐ 63/2010 lists them. A content never changes; another
content is another version.

Its shape is that of the national record `LayThuTuc`. The order of its parts is that of the stored text and of
responses.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from procedures.law.domain.added_members import ADDED
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
    """Trình tự thực hiện. `case` None means all cases."""

    case: str | None
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProcedureResult:
    """Kết quả, and how long it is valid (thời hạn). Papers of other procedures refer to the code of the result that
    replaces them."""

    code: str | None
    name: str
    validity: str | None = field(default=None, metadata=ADDED)


@dataclass(frozen=True, slots=True)
class LegalBasis:
    """Căn cứ pháp lý: a legal document as the national record names it (`CANCUPHAPLY`), by its number, its title or
    both, and the provision (điều, khoản, điểm) of it that is meant."""

    number: str | None
    title: str | None
    issued_on: date | None = None
    effective_on: date | None = None
    issuing_body: str | None = None
    link: str | None = None
    article: str | None = field(default=None, metadata=ADDED)
    clause: str | None = field(default=None, metadata=ADDED)
    point: str | None = field(default=None, metadata=ADDED)


@dataclass(frozen=True, slots=True)
class AgencyInRole:
    """An agency with a code is in the register; one without a code, such as all communes together, has only a name."""

    role: Role
    code: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class ReceptionPlace:
    """Địa điểm, thời gian tiếp nhận hồ sơ: where dossiers are received, and at which hours."""

    place: str
    opening_hours: str | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """The part of a version that timelines and events need: its name, field, agency and levels, and the population
    fields that it may ask for."""

    name: str
    field_code: str
    agency_code: str
    levels: tuple[str, ...]
    population_fields: tuple[str, ...] = ()

    def agency_codes(self) -> Iterator[str]:
        """Yields the code of each agency in the register that the version names."""
        yield self.agency_code


@dataclass(frozen=True, slots=True)
class Content(Heading):
    """The complete content of a version. Where only the timeline matters, a `Heading` takes its place. `dossier_sets`
    is the number of sets of papers to be filed (số bộ hồ sơ), a part of the papers; `reception` is a part of the
    channels; `household_member_fields` are the fields that may be used of the other members of the applicant's
    household, a part of the population fields."""

    steps: tuple[StepsOfCase, ...] = ()
    channels: tuple[Channel, ...] = ()
    papers: tuple[PapersOfCase, ...] = ()
    results: tuple[ProcedureResult, ...] = ()
    audience: tuple[str, ...] = ()
    conditions: str | None = None
    legal_bases: tuple[LegalBasis, ...] = ()
    agencies: tuple[AgencyInRole, ...] = ()
    dossier_sets: int | None = field(default=None, metadata=ADDED)
    reception: tuple[ReceptionPlace, ...] = field(default=(), metadata=ADDED)
    household_member_fields: tuple[str, ...] = field(default=(), metadata=ADDED)

    def agency_codes(self) -> Iterator[str]:
        yield self.agency_code
        yield from (agency.code for agency in self.agencies if agency.code is not None)
