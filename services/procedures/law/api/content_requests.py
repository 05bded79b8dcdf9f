"""The content of a procedure: the parts of Article 8(2) NĐ 63/2010.

Requests may use short forms: a text for a step or a result, a paper without a case. Contents are stored and returned in
one form, that of `ContentOut`.
"""

from typing import Annotated

from pydantic import Field, model_validator

from common.contracts.parts import Level, PopulationField
from common.http.days import Day
from procedures.law.api.paper_requests import PaperOrCase, papers_of
from procedures.law.api.submission_channel_requests import SubmissionChannelIn, channels_of
from procedures.law.domain.cases import by_case
from procedures.law.domain.content_limits import MOST_ENTRIES
from procedures.law.domain.contents import (
    AgencyInRole,
    Content,
    LegalBasis,
    ProcedureResult,
    ReceptionPlace,
    Role,
    StepsOfCase,
)
from procedures.shared.api.text_fields import AgencyCode, Body, FieldCode, Identifier, Line, Number, Prose, Url

DossierSets = Annotated[int, Field(ge=1, le=100)]
Provision = Annotated[str, Field(pattern=r"^[0-9A-Za-zĐđ]{1,10}$", examples=["5"])]
"""The number or letter of an article, a clause or a point."""


class StepsOfCaseIn(Body):
    """Trường hợp with its steps, in order."""

    case: Prose | None = None
    steps: Annotated[tuple[Prose, ...], Field(max_length=MOST_ENTRIES)]


class ResultIn(Body):
    """Kết quả; `validity` says how long it is valid."""

    code: Identifier | None = None
    name: Prose
    validity: Prose | None = None


class ReceptionPlaceIn(Body):
    """Địa điểm, thời gian tiếp nhận hồ sơ."""

    place: Prose
    opening_hours: Prose | None = None


class LegalBasisIn(Body):
    """Căn cứ pháp lý: a document by its `number`, its `title` ("Luật Luật sư năm 2006") or both; `article`, `clause`
    and `point` name the provision that is meant."""

    number: Number | None = None
    title: Line | None = None
    issued_on: Day | None = None
    effective_on: Day | None = None
    issuing_body: Line | None = None
    link: Url | None = None
    article: Provision | None = None
    clause: Provision | None = None
    point: Provision | None = None

    @model_validator(mode="after")
    def has_number_or_title(self) -> "LegalBasisIn":
        if self.number is None and self.title is None:
            raise ValueError("a legal basis needs a number or a title")
        return self


class AgencyInRoleIn(Body):
    """An agency that executes, is competent, is delegated or coordinates: by the code of a recorded agency, or by
    name."""

    role: Role
    code: AgencyCode | None = None
    name: Line | None = None

    @model_validator(mode="after")
    def has_code_or_name(self) -> "AgencyInRoleIn":
        if self.code is None and self.name is None:
            raise ValueError("an agency needs a code or a name")
        return self


class ContentIn(Body):
    """`steps` and `papers` may be grouped by case; those without a case apply to all cases. `population_fields` lists
    the fields that the procedure may ask for, among the 20 fields of the national population database, and
    `household_member_fields` those that it may ask for of the other members of the applicant's household."""

    name: Line
    field_code: FieldCode
    agency_code: AgencyCode
    levels: Annotated[tuple[Level, ...], Field(min_length=1, max_length=10)]
    population_fields: Annotated[tuple[PopulationField, ...], Field(max_length=100)] = ()
    steps: Annotated[tuple[Prose | StepsOfCaseIn, ...], Field(max_length=MOST_ENTRIES)] = ()
    channels: Annotated[tuple[SubmissionChannelIn, ...], Field(max_length=MOST_ENTRIES)] = ()
    papers: Annotated[tuple[PaperOrCase, ...], Field(max_length=MOST_ENTRIES)] = ()
    results: Annotated[tuple[Prose | ResultIn, ...], Field(max_length=MOST_ENTRIES)] = ()
    audience: Annotated[tuple[Line, ...], Field(max_length=MOST_ENTRIES)] = ()
    conditions: Prose | None = None
    legal_bases: Annotated[tuple[LegalBasisIn, ...], Field(max_length=MOST_ENTRIES)] = ()
    agencies: Annotated[tuple[AgencyInRoleIn, ...], Field(max_length=MOST_ENTRIES)] = ()
    dossier_sets: DossierSets | None = None
    reception: Annotated[tuple[ReceptionPlaceIn, ...], Field(max_length=MOST_ENTRIES)] = ()
    household_member_fields: Annotated[tuple[PopulationField, ...], Field(max_length=100)] = ()

    def content(self) -> Content:
        steps = by_case((None, (step,)) if isinstance(step, str) else (step.case, step.steps) for step in self.steps)
        return Content(
            name=self.name,
            field_code=self.field_code,
            agency_code=self.agency_code,
            levels=in_order(Level, self.levels),
            population_fields=in_order(PopulationField, self.population_fields),
            steps=tuple(StepsOfCase(case, texts) for case, texts in steps),
            channels=channels_of(self.channels),
            papers=papers_of(self.papers),
            results=tuple(
                ProcedureResult(None, result) if isinstance(result, str) else ProcedureResult(**dict(result))
                for result in self.results
            ),
            audience=self.audience,
            conditions=self.conditions,
            legal_bases=tuple(LegalBasis(**dict(legal_basis)) for legal_basis in self.legal_bases),
            agencies=tuple(
                AgencyInRole(agency.role, agency.code, agency.name)
                for role in Role
                for agency in self.agencies
                if agency.role is role
            ),
            dossier_sets=self.dossier_sets,
            reception=tuple(ReceptionPlace(**dict(place)) for place in self.reception),
            household_member_fields=in_order(PopulationField, self.household_member_fields),
        )


def in_order(values: type[Level] | type[PopulationField], requested: tuple[str, ...]) -> tuple[str, ...]:
    """Returns each requested value once, in the order of the contract: the highest level first."""
    selected = set(requested)
    return tuple(value.value for value in values if value in selected)
