"""The result of a review round as an officer records it: which day was compared, on what ground, and when."""

from dataclasses import dataclass
from datetime import date, datetime

from procedures.reviews.domain.review_rounds import ReviewRound


@dataclass(frozen=True, slots=True)
class RecordedResult:
    """What was cut follows from the law: it is computed for `compared_on`, as it was known at `recorded_at`. Of the
    `procedures` in force on the round's first day this many are `gone`."""

    round: ReviewRound
    number: int
    compared_on: date
    ground: str
    procedures: int
    gone: int
    recorded_by: str
    recorded_at: datetime
