"""The events of `procedures` about rounds of review (rà soát, đơn giản hóa)."""

from datetime import date, datetime

import msgspec

from common.contracts.event import Event, event


class ReviewRoundRef(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A round of review, with the ground on which it was opened."""

    id: str
    name: str
    starts_on: date
    ends_on: date
    legal_basis: str


class MeasuredCut(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """How much of a procedure was cut by one measure of the round: `numerator` of `denominator`, exact numbers as text;
    a negative numerator is an increase. `unit` is one of time where time is measured, and else null. `not_comparable`
    counts what is in neither number."""

    measure: str
    unit: str | None
    numerator: str
    denominator: str
    not_comparable: int


@event("review.result_recorded.v1", source="procedures", subject="procedure_code")
class ReviewResultRecorded(Event, frozen=True, kw_only=True):
    """Sent by `procedures` when an officer records the result of a round of review, once for each procedure that was in
    force on the first day of the round.

    `result` is the number of the result within its round: a later one takes the place of all earlier ones. The law of
    the first day of the round is compared with that of `compared_on`, as it was known at `recorded_at`; `ground` is the
    document by which the result was established. `agencies` are the codes of those that handle the procedure. It is
    `gone` where neither it nor a successor was in force on `compared_on`. `cuts` has the measures that the round has
    targets for.
    """

    procedure_code: str
    round: ReviewRoundRef
    result: int
    compared_on: date
    ground: str
    agencies: tuple[str, ...]
    gone: bool
    cuts: tuple[MeasuredCut, ...]
    recorded_at: datetime
