"""Response bodies."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any, Self
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy import Row

from common.calendar.province_days import day_of
from online_services.dossiers.api.responses import DelegationOut, FiledPaperOut
from online_services.drafts.domain.changed_parts import DraftPart
from online_services.drafts.domain.draft import Draft, DraftedApplicant, DraftTerms
from online_services.drafts.queries.draft_on_day import DraftOnDay


class ListedDraftOut(BaseModel):
    """`version` is the one by which it was filled in. `agency_code` is where an officer keeps it for an applicant;
    null: it is an applicant's. If it is not changed before, it is deleted after `kept_until`."""

    id: UUID
    revision: int
    procedure_code: str
    version: int
    channel: str
    agency_code: str | None
    created_at: datetime
    changed_at: datetime
    kept_until: date

    @classmethod
    def of(cls, draft: Draft, terms: DraftTerms) -> Self:
        return cls(**members_of(draft, terms))


def members_of(draft: Draft, terms: DraftTerms) -> dict[str, Any]:
    return {
        "id": draft.id,
        "revision": draft.revision,
        "procedure_code": draft.procedure_code,
        "version": draft.version,
        "channel": draft.filing.channel,
        "agency_code": draft.agency,
        "created_at": draft.created_at,
        "changed_at": draft.changed_at,
        "kept_until": day_of(draft.changed_at + terms.kept_for - timedelta(days=1)),
    }


class DraftsOut(BaseModel):
    """The draft that was changed last comes first. What they say of an applicant is not listed."""

    items: list[ListedDraftOut]

    @classmethod
    def of(cls, drafts: Sequence[Draft], terms: DraftTerms) -> Self:
        return cls(items=[ListedDraftOut.of(draft, terms) for draft in drafts])


class MisfitOut(BaseModel):
    """`pointer` is the JSON pointer of the place in the draft, `problem` the type of the problem with which its filing
    would be refused, and `keyword` the one of the JSON Schema that data of the form do not fit. No value is
    repeated."""

    pointer: str
    problem: str
    keyword: str | None


class DraftStateOut(ListedDraftOut):
    """`current_version` is the version in force today, null where there is none, or its content is not here yet.
    `changed_parts` differ between the two versions; `form` also where another form of the version counts now. `misfits`
    are the reasons for which it could not be filed as it is."""

    current_version: int | None
    changed_parts: list[DraftPart]
    misfits: list[MisfitOut]

    @classmethod
    def of_day(cls, found: DraftOnDay, terms: DraftTerms) -> Self:
        return cls(**members_of(found.draft, terms), **judgement_of(found))


def judgement_of(found: DraftOnDay) -> dict[str, Any]:
    return {
        "current_version": found.current_version,
        "changed_parts": list(found.changed),
        "misfits": [
            MisfitOut(pointer=misfit.pointer, problem=misfit.problem, keyword=misfit.keyword)
            for misfit in found.misfits
        ],
    }


class DraftedApplicantOut(BaseModel):
    personal_id: str | None
    full_name: str | None
    phone: str | None
    delegation: DelegationOut | None

    @classmethod
    def of(cls, applicant: DraftedApplicant) -> Self:
        delegation = None
        if applicant.delegate_personal_id is not None and applicant.delegation_ground is not None:
            delegation = DelegationOut(
                personal_id=applicant.delegate_personal_id,
                ground=applicant.delegation_ground,
                extent=list(applicant.delegation_extent),
            )
        return cls(
            personal_id=applicant.personal_id,
            full_name=applicant.full_name,
            phone=applicant.phone,
            delegation=delegation,
        )


class WholeDraftOut(DraftStateOut):
    """The draft with all that was filled in."""

    for_case: str | None
    receiving_agency: str | None
    deciding_agency: str | None
    applicant: DraftedApplicantOut
    papers: list[FiledPaperOut]
    form_data: dict[str, Any] | None

    @classmethod
    def of_day(cls, found: DraftOnDay, terms: DraftTerms) -> Self:
        filing = found.draft.filing
        return cls(
            **members_of(found.draft, terms),
            **judgement_of(found),
            for_case=filing.for_case,
            receiving_agency=filing.receiving_agency,
            deciding_agency=filing.deciding_agency,
            applicant=DraftedApplicantOut.of(filing.applicant),
            papers=[FiledPaperOut(name=paper.name, digitisation=paper.digitisation) for paper in filing.papers],
            form_data=None if filing.form_data is None else dict(filing.form_data),
        )


class DraftReadingOut(BaseModel):
    """`id` is that of the draft, and of the dossier that was filed from it."""

    id: UUID
    reader: str
    reader_name: str
    agency_code: str
    reason: str
    read_at: datetime


class DraftReadings(BaseModel):
    """The latest comes first."""

    items: list[DraftReadingOut]

    @classmethod
    def of_rows(cls, rows: Sequence[Row[Any]]) -> Self:
        return cls(
            items=[
                DraftReadingOut(
                    id=row.draft_id,
                    reader=row.reader,
                    reader_name=row.reader_name,
                    agency_code=row.agency_code,
                    reason=row.reason,
                    read_at=row.read_at,
                )
                for row in rows
            ]
        )
