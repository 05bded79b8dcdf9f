"""The content of a procedure: the parts of Article 8(2) NĐ 63/2010. What is simple is short: a text for a step or a
result, a paper
without a case; it is kept and answered in one form, that of `ContentOut`."""

from typing import Annotated

from pydantic import Field, model_validator

from common.contracts.parts import Level, PopulationField
from common.http.days import Day
from procedures.law.api.paper_requests import MOST, PaperOrCase, papers_of
from procedures.law.api.submission_channel_requests import SubmissionChannelIn, channels_of
from procedures.law.domain.cases import by_case
from procedures.law.domain.contents import AgencyInRole, Content, LegalBasis, ProcedureResult, Role, StepsOfCase
from procedures.shared.api.text_fields import AgencyCode, Body, FieldCode, Identifier, Line, Number, Prose, Url


class StepsOfCaseIn(Body):
    """Trường hợp, with its steps in order."""

    case: Prose | None = None
    steps: Annotated[tuple[Prose, ...], Field(max_length=MOST)]


class ResultIn(Body):
    """Kết quả."""

    code: Identifier | None = None
    name: Prose


class LegalBasisIn(Body):
    """Căn cứ pháp lý."""

    number: Number
    title: Line
    issued_on: Day | None = None
    effective_on: Day | None = None
    issuing_body: Line | None = None
    link: Url | None = None


class AgencyInRoleIn(Body):
    """Who executes, is competent, is delegated or coordinates: by the code of a recorded agency, or by a name alone."""

    role: Role
    code: AgencyCode | None = None
    name: Line | None = None

    @model_validator(mode="after")
    def names_somebody(self) -> "AgencyInRoleIn":
        if self.code is None and self.name is None:
            raise ValueError("an agency goes by its code or by its name")
        return self


class ContentIn(Body):
    """`steps` and `papers` may be given by case; those without a case are for all. `population_fields` lists which of
    the 20 fields
    of the national population database this procedure may ask for."""

    name: Line
    field_code: FieldCode
    agency_code: AgencyCode
    levels: Annotated[tuple[Level, ...], Field(min_length=1)]
    population_fields: tuple[PopulationField, ...] = ()
    steps: Annotated[tuple[Prose | StepsOfCaseIn, ...], Field(max_length=MOST)] = ()
    channels: Annotated[tuple[SubmissionChannelIn, ...], Field(max_length=MOST)] = ()
    papers: Annotated[tuple[PaperOrCase, ...], Field(max_length=MOST)] = ()
    results: Annotated[tuple[Prose | ResultIn, ...], Field(max_length=MOST)] = ()
    audience: Annotated[tuple[Line, ...], Field(max_length=MOST)] = ()
    conditions: Prose | None = None
    legal_bases: Annotated[tuple[LegalBasisIn, ...], Field(max_length=MOST)] = ()
    agencies: Annotated[tuple[AgencyInRoleIn, ...], Field(max_length=MOST)] = ()

    def content(self) -> Content:
        steps = by_case((None, (one,)) if isinstance(one, str) else (one.case, one.steps) for one in self.steps)
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
                ProcedureResult(None, one) if isinstance(one, str) else ProcedureResult(one.code, one.name)
                for one in self.results
            ),
            audience=self.audience,
            conditions=self.conditions,
            legal_bases=tuple(LegalBasis(**dict(one)) for one in self.legal_bases),
            agencies=tuple(
                AgencyInRole(one.role, one.code, one.name) for role in Role for one in self.agencies if one.role is role
            ),
        )


def in_order(known: type[Level] | type[PopulationField], given: tuple[str, ...]) -> tuple[str, ...]:
    """Each once, in the order of the contract: the highest level first."""
    wanted = set(given)
    return tuple(one.value for one in known if one in wanted)
