"""Expectations and statements about calls, as a tester states them."""

from datetime import datetime, timedelta
from typing import Annotated, Literal, Self

from pydantic import ConfigDict, Field, model_validator

from common.http.days import Moment
from common.http.request_body import RequestBody
from common.ids import new_id
from population_lookup.expectations.api.fault_requests import BY_KIND, FaultIn
from population_lookup.expectations.domain.expectations import CallPattern, Expectation
from population_lookup.expectations.domain.fault_kinds import Faults, fault_of
from population_lookup.expectations.domain.verifications import Count, InOrder, Never

MOST_FAULTS = 3
"""A delay, one of a refusal and a change of the record, and what becomes of the response."""


LAST_YEAR = 9999
"""A moment of it plus `ttl` may be none of the calendar, in UTC or in Vietnam."""


class TesterBody(RequestBody):
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class CallPatternIn(TesterBody):
    """Calls that have each of these values; what is absent may be anything. `number` is a personal number or that of an
    old card, `operation` a national name."""

    operation: Annotated[str | None, Field(pattern=r"^[A-Za-z]{1,60}$", examples=["TraCuuThongTinCongDan"])] = None
    number: Annotated[str | None, Field(pattern=r"^([0-9]{9}|[0-9]{12})$")] = None
    procedure_code: Annotated[str | None, Field(pattern=r"^[A-Za-z0-9._-]{1,44}$", examples=["1.001234"])] = None
    agency_code: Annotated[
        str | None, Field(pattern=r"^[A-Z0-9]+(\.[A-Z0-9]+)*$", max_length=35, examples=["H60.01"])
    ] = None

    def pattern(self) -> CallPattern:
        return CallPattern(self.operation, self.number, self.procedure_code, self.agency_code)


class ExpectationIn(TesterBody):
    """The faults that are played for the calls of a session that `call` describes. Of one group there is one at most:
    a delay; a refusal or a change of the record; what becomes of the response.

    It plays `times` times over all replicas (without it as often as a call comes), from the moment `starts_at` (without
    it: now) for `ttl` seconds. Of several expectations for a call the one with the highest `priority` plays, of equal
    ones the oldest. With a `probability` it plays for a part of the calls: which ones follows from `seed` and the
    request id alone.
    """

    call: Annotated[CallPatternIn, Field(default_factory=CallPatternIn)]
    faults: Annotated[tuple[FaultIn, ...], Field(min_length=1, max_length=MOST_FAULTS)]
    times: Annotated[int | None, Field(ge=1, le=1_000_000)] = None
    starts_at: Moment | None = None
    ttl: Annotated[int, Field(ge=1, le=86_400, description="seconds")] = 3_600
    priority: Annotated[int, Field(ge=-1_000, le=1_000)] = 0
    probability: Annotated[float, Field(gt=0, le=1, allow_inf_nan=False)] = 1.0
    seed: Annotated[str, Field(max_length=100)] = ""
    note: Annotated[str | None, Field(max_length=500, description="why: it is shown with the expectation")] = None

    @model_validator(mode="after")
    def playable(self) -> Self:
        self.chosen_faults()
        if self.starts_at is not None and self.starts_at.year >= LAST_YEAR:
            raise ValueError(f"starts_at is a moment before the year {LAST_YEAR}")
        return self

    def chosen_faults(self) -> Faults:
        return Faults.of([fault_of(fault.model_dump()) for fault in self.faults])

    def expectation(self, session: str, now: datetime) -> Expectation:
        begin = self.starts_at or now
        return Expectation(
            id=str(new_id()),
            session=session,
            pattern=self.call.pattern(),
            faults=self.chosen_faults(),
            plays_from=begin,
            plays_until=begin + timedelta(seconds=self.ttl),
            times=self.times,
            priority=self.priority,
            probability=self.probability,
            seed=self.seed,
            note=self.note,
        )


class CountIn(TesterBody):
    """At least and at most so many calls came."""

    kind: Literal["count"]
    call: Annotated[CallPatternIn, Field(default_factory=CallPatternIn)]
    at_least: Annotated[int, Field(ge=0, le=1_000_000)] = 1
    at_most: Annotated[int | None, Field(ge=0, le=1_000_000)] = None

    def statement(self) -> Count:
        return Count(self.call.pattern(), self.at_least, self.at_most)


class NeverIn(TesterBody):
    """No such call came."""

    kind: Literal["never"]
    call: Annotated[CallPatternIn, Field(default_factory=CallPatternIn)]

    def statement(self) -> Never:
        return Never(self.call.pattern())


class InOrderIn(TesterBody):
    """A call of each pattern came, each after that of the pattern before."""

    kind: Literal["in_order"]
    calls: Annotated[tuple[CallPatternIn, ...], Field(min_length=1, max_length=100)]

    def statement(self) -> InOrder:
        return InOrder(tuple(call.pattern() for call in self.calls))


class VerificationIn(TesterBody):
    statement: Annotated[CountIn | NeverIn | InOrderIn, BY_KIND]
