"""Đợt rà soát (Articles 27-31 NĐ 63/2010): from when to when procedures are reviewed, how much is to be cut, and who
says so."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from procedures.reviews.domain.refusals import DuplicateReviewTarget, ResultDayBeforeRound, ReviewRoundPeriodReversed
from procedures.reviews.domain.simplification import Target


@dataclass(frozen=True, slots=True)
class ReviewRound:
    """Results compare the law of `starts_on` with that of a later day, of `ends_on` at the latest where none is
    named."""

    id: UUID
    name: str
    starts_on: date
    ends_on: date
    legal_basis: str
    targets: tuple[Target, ...]

    def check(self) -> None:
        """Raises `ReviewRoundPeriodReversed`, `DuplicateReviewTarget`."""
        if self.ends_on <= self.starts_on:
            raise ReviewRoundPeriodReversed(self.starts_on, self.ends_on)
        taken = set()
        for target in self.targets:
            if target.measure in taken:
                raise DuplicateReviewTarget(target.measure)
            taken.add(target.measure)

    def result_day(self, asked: date | None, today: date) -> date:
        """Raises `ResultDayBeforeRound`."""
        day = asked or min(today, self.ends_on)
        if day <= self.starts_on:
            raise ResultDayBeforeRound(day, self.starts_on)
        return day
