"""Review rounds and proposals as officers file them."""

from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID

from pydantic import ConfigDict, Field

from common.contracts.parts import Level, PopulationField
from common.http.days import Day
from procedures.law.api.content_requests import (
    AgencyInRoleIn,
    ContentIn,
    DossierSets,
    LegalBasisIn,
    ReceptionPlaceIn,
    ResultIn,
    StepsOfCaseIn,
)
from procedures.law.api.paper_requests import PaperOrCase
from procedures.law.api.submission_channel_requests import SubmissionChannelIn
from procedures.law.domain.content_limits import MOST_ENTRIES
from procedures.reviews.api.examples import PROPOSAL, REVIEW_RESULT, REVIEW_ROUND
from procedures.reviews.domain.proposals import Proposal, ProposedAct
from procedures.reviews.domain.review_rounds import ReviewRound
from procedures.reviews.domain.simplification import Measure, Target
from procedures.shared.api.text_fields import AgencyCode, Body, Code, FieldCode, Line, Prose
from procedures.shared.domain.procedure_codes import ProcedureCode


class TargetIn(Body):
    """At least `minimum_percent` per cent of what the measure measures must be cut. `legal_basis` defaults to that of
    the round."""

    measure: Measure
    minimum_percent: Annotated[Decimal, Field(gt=0, le=100, max_digits=5, decimal_places=2)]
    legal_basis: Line | None = None


class ReviewRoundIn(Body):
    """Results compare the law of the day `starts_on` with that of a later day, so changes that take effect on
    `starts_on` itself are not counted."""

    model_config = ConfigDict(json_schema_extra={"examples": [REVIEW_ROUND]})

    name: Line
    starts_on: Day
    ends_on: Day
    legal_basis: Line
    targets: Annotated[tuple[TargetIn, ...], Field(min_length=1, max_length=20)]

    def round(self, id: UUID) -> ReviewRound:
        targets = (
            Target(number, target.measure, target.minimum_percent, target.legal_basis or self.legal_basis)
            for number, target in enumerate(self.targets, 1)
        )
        return ReviewRound(id, self.name, self.starts_on, self.ends_on, self.legal_basis, tuple(targets))


class ReviewResultIn(Body):
    """The result of a round compares the law of its first day with that of `on`, which is not in the future. `ground`
    is the document by which it was established."""

    model_config = ConfigDict(json_schema_extra={"examples": [REVIEW_RESULT]})

    on: Day
    ground: Line


class ProposedPartsIn(Body):
    """The parts of a content that would change. Each is stated whole, as in an item's content; an omitted part stays as
    it is."""

    name: Line | None = None
    field_code: FieldCode | None = None
    agency_code: AgencyCode | None = None
    levels: Annotated[tuple[Level, ...], Field(min_length=1, max_length=10)] | None = None
    population_fields: Annotated[tuple[PopulationField, ...], Field(max_length=100)] | None = None
    steps: Annotated[tuple[Prose | StepsOfCaseIn, ...], Field(max_length=MOST_ENTRIES)] | None = None
    channels: Annotated[tuple[SubmissionChannelIn, ...], Field(max_length=MOST_ENTRIES)] | None = None
    papers: Annotated[tuple[PaperOrCase, ...], Field(max_length=MOST_ENTRIES)] | None = None
    results: Annotated[tuple[Prose | ResultIn, ...], Field(max_length=MOST_ENTRIES)] | None = None
    audience: Annotated[tuple[Line, ...], Field(max_length=MOST_ENTRIES)] | None = None
    conditions: Prose | None = None
    legal_bases: Annotated[tuple[LegalBasisIn, ...], Field(max_length=MOST_ENTRIES)] | None = None
    agencies: Annotated[tuple[AgencyInRoleIn, ...], Field(max_length=MOST_ENTRIES)] | None = None
    dossier_sets: DossierSets | None = None
    reception: Annotated[tuple[ReceptionPlaceIn, ...], Field(max_length=MOST_ENTRIES)] | None = None
    household_member_fields: Annotated[tuple[PopulationField, ...], Field(max_length=100)] | None = None

    def stated(self) -> dict[str, Any]:
        """The stated parts by the names of the content's fields. Null removes `conditions`, and leaves any other part
        as it is."""
        given = {name: getattr(self, name) for name in self.model_fields_set}
        given = {name: value for name, value in given.items() if value is not None or name == "conditions"}
        # Placeholders for required fields, so that the given parts can be validated as a content.
        required = {"name": "-", "field_code": "-", "agency_code": "H", "levels": (Level.PROVINCE,)}
        content = ContentIn(**{**required, **given}).content()
        return {name: getattr(content, name) for name in given}


class ProposalIn(Body):
    """What the agency proposes: to `amend` a procedure so that it states what is in `after`, or to `repeal` it.
    `before` is the number of the version that the proposal concerns; it defaults to the one in force today."""

    model_config = ConfigDict(json_schema_extra={"examples": [PROPOSAL]})

    procedure_code: Code
    agency_code: AgencyCode
    action: ProposedAct
    before: Annotated[int, Field(ge=1, le=2_147_483_647)] | None = None
    after: ProposedPartsIn | None = None
    reason: Prose

    def proposal(self) -> Proposal:
        return Proposal(
            ProcedureCode(self.procedure_code), self.agency_code, self.action, self.before or 0, self.reason
        )


class WithdrawalIn(Body):
    reason: Prose
