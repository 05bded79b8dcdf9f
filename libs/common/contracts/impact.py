"""What a Decision that is not published would change: each follower of `procedures` states its part. They are counts
and public facts: no personal data."""

from datetime import date

from pydantic import BaseModel


class Impact(BaseModel):
    """`positions` are those that the service has applied of the streams that it follows: what it states is true of
    them."""

    positions: str


class ServiceImpact(BaseModel):
    """`change` is what becomes of the service from `effective_on` on, named as the event about it would be: registered,
    level_changed, review_requested, withdrawn. `paused` means that nothing new could be filed online until it is
    reviewed."""

    procedure_code: str
    change: str
    effective_on: date
    paused: bool


class OpenDossiers(BaseModel):
    """Open dossiers of a procedure that would end or get another version, by the agency that decides and the state of
    the national portal. They are finished under their own version."""

    procedure_code: str
    agency_code: str
    state: int
    count: int


class ServicesImpact(Impact):
    """The part of `online_services`."""

    services: list[ServiceImpact]
    open_dossiers: list[OpenDossiers]


class FieldsImpact(BaseModel):
    """Which fields of the population database a procedure may ask for from `effective_on` on and may not now, and the
    other way round; the last two are fields of the other members of the applicant's household."""

    procedure_code: str
    effective_on: date
    gained: list[str]
    lost: list[str]
    household_members_gained: list[str] = []
    household_members_lost: list[str] = []


class LookupsImpact(Impact):
    """The part of `population_lookup`: only procedures whose fields change."""

    procedures: list[FieldsImpact]


class MovedFigure(BaseModel):
    """A count of the annual report, by what it counts: `of` names agency, kind and level, or the topic."""

    figure: str
    of: list[str]
    before: int
    after: int


class FiguresImpact(Impact):
    """The part of `reporting`: the figures that would move of the year to which the Decision belongs."""

    year: int | None
    figures: list[MovedFigure]
