"""A draft of a filing: all that a filing has, as far as it is known yet."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from online_services.dossiers.domain.filing import FiledPaper, Person


@dataclass(frozen=True, slots=True)
class DraftTerms:
    """How many drafts one person keeps at a time, and how long an untouched one is kept."""

    per_person: int
    kept_for: timedelta

    def oldest_kept(self, now: datetime) -> datetime:
        """A draft that was changed last before this moment is no longer kept."""
        return now - self.kept_for


@dataclass(frozen=True, slots=True)
class DraftedApplicant:
    personal_id: str | None = None
    full_name: str | None = None
    phone: str | None = None
    delegate_personal_id: str | None = None
    delegation_ground: str | None = None
    delegation_extent: tuple[str, ...] = ()

    @property
    def person(self) -> Person | None:
        """None until number and name are known."""
        if self.personal_id is None or self.full_name is None:
            return None
        return Person(
            self.personal_id,
            self.full_name,
            self.phone,
            self.delegate_personal_id,
            self.delegation_ground,
            self.delegation_extent,
        )


@dataclass(frozen=True, slots=True)
class DraftedFiling:
    channel: str
    for_case: str | None = None
    receiving_agency: str | None = None
    deciding_agency: str | None = None
    applicant: DraftedApplicant = DraftedApplicant()
    papers: Sequence[FiledPaper] = ()
    form_data: Mapping[str, Any] | None = None

    def missing(self) -> Iterator[str]:
        """The JSON pointers of what every filing has, and this one has not yet."""
        stated = {
            "/receiving_agency": self.receiving_agency,
            "/deciding_agency": self.deciding_agency,
            "/applicant/personal_id": self.applicant.personal_id,
            "/applicant/full_name": self.applicant.full_name,
        }
        return (pointer for pointer, value in stated.items() if value is None)


@dataclass(frozen=True, slots=True)
class Draft:
    """`version` and `form_id` are those by which it was filled in. `agency` is where an officer keeps it for an
    applicant; None: it is an applicant's own."""

    id: UUID
    owner: str
    agency: str | None
    procedure_code: str
    version: int
    form_id: int | None
    revision: int
    created_at: datetime
    changed_at: datetime
    filing: DraftedFiling
