"""Request bodies."""

from typing import Annotated, Any

from pydantic import Field

from online_services.dossiers.api.requests import (
    MAX_PAPERS,
    AgencyCode,
    DelegationIn,
    DossierBody,
    FiledPaperIn,
    LongText,
    PersonalNumber,
    Words,
)
from online_services.dossiers.domain.filing import DossierChannel, FiledPaper
from online_services.drafts.domain.draft import DraftedApplicant, DraftedFiling
from online_services.law.api.parameters import ProcedureCode


class DraftedApplicantIn(DossierBody):
    personal_id: PersonalNumber | None = None
    full_name: Words | None = None
    phone: Annotated[str, Field(pattern=r"^[0-9+ ]{8,20}$")] | None = None
    delegation: DelegationIn | None = None

    def applicant(self) -> DraftedApplicant:
        if (delegation := self.delegation) is None:
            return DraftedApplicant(self.personal_id, self.full_name, self.phone)
        extent = tuple(act.value for act in delegation.extent)
        return DraftedApplicant(
            self.personal_id, self.full_name, self.phone, delegation.personal_id, delegation.ground, extent
        )


class DraftedFilingIn(DossierBody):
    """All that a filing has, as far as it is known yet; what is missing is left out."""

    channel: DossierChannel
    for_case: LongText | None = None
    receiving_agency: AgencyCode | None = None
    deciding_agency: AgencyCode | None = None
    applicant: DraftedApplicantIn | None = None
    papers: Annotated[list[FiledPaperIn], Field(default_factory=list, max_length=MAX_PAPERS)]
    form_data: Annotated[dict[str, Any], Field(max_length=500)] | None = None

    def filing(self) -> DraftedFiling:
        return DraftedFiling(
            channel=self.channel.value,
            for_case=self.for_case,
            receiving_agency=self.receiving_agency,
            deciding_agency=self.deciding_agency,
            applicant=DraftedApplicant() if self.applicant is None else self.applicant.applicant(),
            papers=[FiledPaper(paper.name, paper.digitisation) for paper in self.papers],
            form_data=self.form_data,
        )


class DossierDraftIn(DraftedFilingIn):
    procedure_code: ProcedureCode


class ChangedDossierDraftIn(DraftedFilingIn):
    """It replaces the whole draft. `version` is the one in force today, where the draft is filled in by it from now on;
    left out, the draft stays with the version that it has."""

    version: Annotated[int, Field(ge=1, le=1_000_000)] | None = None
