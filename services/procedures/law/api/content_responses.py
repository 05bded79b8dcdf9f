"""The content of a procedure: the parts of Article 8(2) NĐ 63/2010, in the form in which they are stored."""

from datetime import date
from typing import Annotated, TypeVar

from pydantic import BaseModel, Field

T = TypeVar("T")
IfAny = Annotated[list[T], Field(exclude_if=lambda values: not values)]
"""The same for a list."""
IfStated = Annotated[T | None, Field(exclude_if=lambda value: value is None)]
"""A member that contents stored earlier lack, and that a response states only where the content does."""


Amount = int | str
"""A whole number, or a decimal text: 1.5 USD is `"1.5"`."""


class FeeTierOut(BaseModel):
    """An amount or a percentage for the dossiers to which it applies."""

    applies_to: str
    amount: Amount | None
    percent: Amount | None


class FeeReliefOut(BaseModel):
    """`relief` is exemption or reduction; `percent` says by how much a fee is reduced."""

    relief: str
    applies_to: str
    percent: Amount | None


class FeeOut(BaseModel):
    """Without a `form` the fee is an `amount`; otherwise `form` is per_unit, tiers, percentage, as_laid_down, none,
    not_published or words. An amount of 0 is not the same as none. `fee_kind` is phi, le_phi or gia."""

    name: str
    amount: Amount | None
    currency: str | None
    form: IfStated[str] = None
    fee_kind: IfStated[str] = None
    per: IfStated[str] = None
    tiers: IfAny[FeeTierOut] = []
    percent: IfStated[Amount] = None
    percent_of: IfStated[str] = None
    floor: IfStated[Amount] = None
    cap: IfStated[Amount] = None
    laid_down_by: IfStated[str] = None
    words: IfStated[str] = None
    reliefs: IfAny[FeeReliefOut] = []
    note: IfStated[str] = None


class TimeLimitOut(BaseModel):
    """`unit` is working_day, day, hour, working_hour, minute, week, month or year. Without a `form` the limit is one
    length of time, its `amount`; otherwise `form` is range (from `shortest` to `longest`), same_day, unlimited (no
    limit is laid down) or words, and `amount` is null. `condition` says when the limit holds, `ground` on which
    provision it rests."""

    amount: int | float | None
    unit: str | None
    note: str | None
    fees: list[FeeOut]
    form: IfStated[str] = None
    shortest: IfStated[int | float] = None
    longest: IfStated[int | float] = None
    words: IfStated[str] = None
    condition: IfStated[str] = None
    ground: IfStated[str] = None


class SubmissionChannelOut(BaseModel):
    """`channel` is direct, online, post, or unstated where the source names none. `fees` are those that belong to no
    time limit of the channel."""

    channel: str
    time_limits: list[TimeLimitOut]
    fees: IfAny[FeeOut] = []


class FormOut(BaseModel):
    name: str
    url: str | None


class DataOut(BaseModel):
    """The fields of a database that replace the paper; `fallback` says what is done if they are unavailable or
    wrong."""

    database: str
    fields: list[str]
    fallback: str | None


class EarlierResultOut(BaseModel):
    """`MA_KQ_THAYTHE`: the result of another procedure that replaces the paper."""

    code: str | None
    procedure_code: str | None


class PaperOut(BaseModel):
    """`originals` and `copies` are null where it is not stated how many."""

    code: str | None
    name: str
    originals: int | None
    copies: int | None
    form: FormOut | None
    replaced_by_data: DataOut | None
    replaced_by_result: EarlierResultOut | None


class StepsOut(BaseModel):
    """`case` is null where the steps apply to all cases."""

    case: str | None
    steps: list[str]


class PapersOut(BaseModel):
    """`case` is null where the papers apply to all cases."""

    case: str | None
    papers: list[PaperOut]


class ProcedureResultOut(BaseModel):
    """`validity` says how long the result is valid."""

    code: str | None
    name: str
    validity: IfStated[str] = None


class ReceptionPlaceOut(BaseModel):
    """Where dossiers are received, and at which hours."""

    place: str
    opening_hours: str | None


class LegalBasisOut(BaseModel):
    """A document by its number, its title or both; `article`, `clause` and `point` name the provision that is meant."""

    number: str | None
    title: str | None
    issued_on: date | None
    effective_on: date | None
    issuing_body: str | None
    link: str | None
    article: IfStated[str] = None
    clause: IfStated[str] = None
    point: IfStated[str] = None


class AgencyInRoleOut(BaseModel):
    """`role` is executes, competent, delegated or coordinates; an agency without a code is not in the register."""

    role: str
    code: str | None
    name: str | None


class ContentOut(BaseModel):
    """The complete content. Its members have the order of the stored text, which responses contain unchanged.
    `dossier_sets` is the number of sets of papers to be filed, `household_member_fields` are the population fields that
    may be used of the other members of the applicant's household."""

    name: str
    field_code: str
    agency_code: str
    levels: list[str]
    population_fields: list[str]
    steps: list[StepsOut]
    channels: list[SubmissionChannelOut]
    papers: list[PapersOut]
    results: list[ProcedureResultOut]
    audience: list[str]
    conditions: str | None
    legal_bases: list[LegalBasisOut]
    agencies: list[AgencyInRoleOut]
    dossier_sets: IfStated[int] = None
    reception: IfAny[ReceptionPlaceOut] = []
    household_member_fields: IfAny[str] = []
