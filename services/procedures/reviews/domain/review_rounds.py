"""Đợt rà soát (Articles 27-31 NĐ 63/2010): the period in which procedures are reviewed, how much is to be cut, and the
legal basis."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from procedures.reviews.domain.refusals import (
    DuplicateReviewTarget,
    ResultDayBeforeRound,
    ResultDayInFuture,
    ReviewRoundPeriodReversed,
)
from procedures.reviews.domain.simplification import Target


@dataclass(frozen=True, slots=True)
class ReviewRound:
    """Results compare the law of `starts_on` with that of a later day, by default today but at most `ends_on`."""

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
        measures = set()
        for target in self.targets:
            if target.measure in measures:
                raise DuplicateReviewTarget(target.measure)
            measures.add(target.measure)

    def result_day(self, on: date | None, today: date) -> date:
        """The later day of the comparison. Raises `ResultDayBeforeRound`."""
        day = on or min(today, self.ends_on)
        if day <= self.starts_on:
            raise ResultDayBeforeRound(day, self.starts_on)
        return day

    def require_result_day(self, on: date, today: date) -> None:
        """A result is recorded of law that is in force already. Raises `ResultDayBeforeRound`, `ResultDayInFuture`."""
        self.result_day(on, today)
        if on > today:
            raise ResultDayInFuture(on, today)
