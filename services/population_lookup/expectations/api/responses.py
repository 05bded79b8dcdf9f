"""Expectations, calls and verifications, as a tester sees them."""

from datetime import datetime
from typing import Any, Self

from pydantic import BaseModel

from common.http.pagination import Page
from population_lookup.expectations.domain.expectations import CallPattern, Expectation
from population_lookup.expectations.domain.verifications import NearMiss, NumberedCall, Verdict
from population_lookup.expectations.queries.verified_calls import VerifiedCalls
from population_lookup.expectations.storage.calls import RecordedCall


class CallPatternOut(BaseModel):
    operation: str | None
    number: str | None
    procedure_code: str | None
    agency_code: str | None

    @classmethod
    def of(cls, pattern: CallPattern) -> Self:
        return cls.model_validate(pattern, from_attributes=True)


class ExpectationOut(BaseModel):
    """`played` counts over all replicas. The access log names the `id` in each look-up that it was played for."""

    id: str
    session: str
    call: CallPatternOut
    faults: list[dict[str, Any]]
    times: int | None
    played: int
    plays_from: datetime
    plays_until: datetime
    priority: int
    probability: float
    seed: str
    note: str | None

    @classmethod
    def of(cls, expectation: Expectation, played: int = 0) -> Self:
        return cls(
            id=expectation.id,
            session=expectation.session,
            call=CallPatternOut.of(expectation.pattern),
            faults=expectation.faults.documents(),
            times=expectation.times,
            played=played,
            plays_from=expectation.plays_from,
            plays_until=expectation.plays_until,
            priority=expectation.priority,
            probability=expectation.probability,
            seed=expectation.seed,
            note=expectation.note,
        )


class RemovedExpectations(BaseModel):
    removed: int


class CallOut(BaseModel):
    """One look-up as it came. `sequence` counts the calls of the session. `problem` is the type of the problem of a
    malformed one, of which nothing else is known. `client` is the subject of the token, `number` a personal number or
    that of an old card."""

    sequence: int
    endpoint: str
    client: str
    agency_code: str
    officer_id: str
    request_id: str
    operation: str
    number: str
    procedure_code: str
    problem: str | None

    @classmethod
    def parts(cls, numbered: NumberedCall) -> dict[str, Any]:
        members = {name: getattr(numbered.call, name) for name in CallOut.model_fields if name != "sequence"}
        return {"sequence": numbered.sequence, **members}

    @classmethod
    def of(cls, numbered: NumberedCall) -> Self:
        return cls(**cls.parts(numbered))


class RecordedCallOut(CallOut):
    """`expectation_id` names what was played for it."""

    at: datetime
    expectation_id: str | None

    @classmethod
    def of_recorded(cls, recorded: RecordedCall) -> Self:
        return cls(**cls.parts(recorded.numbered), at=recorded.at, expectation_id=recorded.expectation_id)


class CallPage(Page[RecordedCallOut]):
    """`truncated`: older calls of the session are no longer kept."""

    truncated: bool
    items: list[RecordedCallOut]
    next: str | None


class DifferenceOut(BaseModel):
    member: str
    expected: str
    received: str


class NearMissOut(BaseModel):
    """A call that is not as the statement expects, with all that differs."""

    call: CallOut
    differences: list[DifferenceOut]

    @classmethod
    def of(cls, miss: NearMiss) -> Self:
        differences = [DifferenceOut.model_validate(each, from_attributes=True) for each in miss.differences]
        return cls(call=CallOut.of(miss.call), differences=differences)


class VerificationOut(BaseModel):
    """`unknown`: older calls, which are no longer kept (`truncated`), could make the statement true or false.
    `matching` counts the calls that it is about; `near_misses` are those that differ in the fewest members."""

    verdict: Verdict
    truncated: bool
    matching: int
    near_misses: list[NearMissOut]

    @classmethod
    def of(cls, verified: VerifiedCalls) -> Self:
        verification = verified.verification
        return cls(
            verdict=verification.verdict,
            truncated=verified.is_truncated,
            matching=verification.matching,
            near_misses=[NearMissOut.of(miss) for miss in verification.near_misses],
        )
