"""Records with their versions. A version never changes; a later one takes its place from its `valid_from` on, once it
is approved. So the record of a day is the approved version with the highest number among those that begin on that day
or before, and it counts unless that version has ended by then."""

from dataclasses import dataclass
from datetime import date

from reporting.records.domain.record_kinds import Attributes, RecordKind, kind_of
from reporting.records.domain.refusals import RecordInvalid, RecordOfAnotherAgency


@dataclass(frozen=True, slots=True)
class RecordKey:
    """The code is unique among the records of a kind."""

    kind: RecordKind
    code: str

    def __str__(self) -> str:
        return f"{self.kind}/{self.code}"


@dataclass(frozen=True, slots=True)
class RecordVersion:
    """What the agency states of the record from `valid_from` on; it ends before `valid_to`."""

    code: str
    name: str
    agency_code: str
    valid_from: date
    valid_to: date | None
    source_document: str | None
    attributes: Attributes

    @property
    def key(self) -> RecordKey:
        return RecordKey(kind_of(self.attributes), self.code)

    def check(self, acting_agency: str) -> None:
        """Raises `RecordOfAnotherAgency` and `RecordInvalid`."""
        if self.agency_code != acting_agency:
            raise RecordOfAnotherAgency(str(self.key), acting_agency)
        if self.valid_to is not None and self.valid_to <= self.valid_from:
            raise RecordInvalid(str(self.key), "valid_to", "it comes after valid_from")
