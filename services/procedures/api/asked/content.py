"""The content of a procedure: the parts of Article 8(2) NĐ 63/2010."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from common.contracts.parts import Level, PopulationField
from procedures.api.asked.texts import AgencyCode, Body, FieldCode, Line, Prose
from procedures.domain.contents import Channel, Content, Fee, Paper, TimeLimit

Sheets = Annotated[int, Field(ge=0, le=1_000_000)]


class FeeIn(Body):
    """Phí, lệ phí."""

    name: Line
    amount: Annotated[int, Field(ge=0, le=10**15)]
    currency: Literal["VND"] = "VND"

    def fee(self) -> Fee:
        return Fee(self.name, self.amount, self.currency)


class TimeLimitIn(Body):
    """Thời hạn giải quyết, with the fees that hang on it."""

    amount: Annotated[Decimal, Field(gt=0, max_digits=8, decimal_places=2)]
    unit: Literal["working_day", "day", "hour", "month"]
    note: Prose | None = None
    fees: tuple[FeeIn, ...] = ()

    def time_limit(self) -> TimeLimit:
        return TimeLimit(self.amount, self.unit, self.note, tuple(fee.fee() for fee in self.fees))


class ChannelIn(Body):
    """Cách thức thực hiện, with the time limits that hang on it."""

    channel: Literal["direct", "online", "post"]
    time_limits: tuple[TimeLimitIn, ...] = ()

    def of_procedure(self) -> Channel:
        return Channel(self.channel, tuple(limit.time_limit() for limit in self.time_limits))


class PaperIn(Body):
    """Giấy tờ of the dossier."""

    name: Prose
    originals: Sheets = 1
    copies: Sheets = 0

    def paper(self) -> Paper:
        return Paper(self.name, self.originals, self.copies)


class ContentIn(Body):
    """`population_fields` lists which of the 20 fields of the national population database this procedure may ask for."""

    name: Line
    field_code: FieldCode
    agency_code: AgencyCode
    levels: Annotated[tuple[Level, ...], Field(min_length=1)]
    steps: tuple[Prose, ...] = ()
    channels: tuple[ChannelIn, ...] = ()
    papers: tuple[PaperIn, ...] = ()
    results: tuple[Prose, ...] = ()
    audience: tuple[Line, ...] = ()
    conditions: Prose | None = None
    population_fields: tuple[PopulationField, ...] = ()

    def content(self) -> Content:
        return Content(
            name=self.name,
            field_code=self.field_code,
            agency_code=self.agency_code,
            levels=in_order(Level, self.levels),
            population_fields=in_order(PopulationField, self.population_fields),
            steps=self.steps,
            channels=tuple(channel.of_procedure() for channel in self.channels),
            papers=tuple(paper.paper() for paper in self.papers),
            results=self.results,
            audience=self.audience,
            conditions=self.conditions,
        )


def in_order(known: type[Level] | type[PopulationField], given: tuple[str, ...]) -> tuple[str, ...]:
    """Each once, in the order of the contract: the highest level first."""
    wanted = set(given)
    return tuple(one.value for one in known if one in wanted)
