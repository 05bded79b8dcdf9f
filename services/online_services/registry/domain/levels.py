"""The levels of a service over time: on each day it is offered at exactly one level, or not at all."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from online_services.law.domain.decision import Decision


class OnlineLevel(StrEnum):
    """Mức độ: toàn trình (full), the rule since 1 July 2026, or một phần (partial), for which a reason must be
    published (Điều 14 NĐ 224/2026).

    At chỉ cung cấp thông tin (information only) the procedure is only described, and chưa xác định (undetermined)
    states no level yet: at neither can anything be filed, and neither counts as an online service.
    """

    FULL = "full"
    PARTIAL = "partial"
    INFORMATION_ONLY = "information_only"
    UNDETERMINED = "undetermined"


RANKS = {
    OnlineLevel.UNDETERMINED: 0,
    OnlineLevel.INFORMATION_ONLY: 1,
    OnlineLevel.PARTIAL: 2,
    OnlineLevel.FULL: 3,
}
"""A higher rank means that more is done online."""
STATES_REASON = {
    OnlineLevel.FULL: False,
    OnlineLevel.PARTIAL: True,
    OnlineLevel.INFORMATION_ONLY: False,
    OnlineLevel.UNDETERMINED: False,
}
"""Whether the law requires a published reason for not offering more; at another level none may be stated."""
ALLOWS_FILING = {
    OnlineLevel.FULL: True,
    OnlineLevel.PARTIAL: True,
    OnlineLevel.INFORMATION_ONLY: False,
    OnlineLevel.UNDETERMINED: False,
}
"""Whether dossiers are filed online at the level: only then does it count as an online service."""


@dataclass(frozen=True, slots=True)
class PartialReason:
    """Why not everything is done online. `code` is from the reference table; `legal_basis` is the specialised law that
    requires it."""

    code: str
    legal_basis: str


@dataclass(frozen=True, slots=True)
class Offer:
    """The level at which a service is offered, and the Decision that set it, if one did."""

    level: OnlineLevel
    reason: PartialReason | None = None
    decision: Decision | None = None

    def is_same_as(self, other: "Offer") -> bool:
        return (self.level, self.reason) == (other.level, other.reason)

    def is_at_least(self, other: "Offer") -> bool:
        return RANKS[self.level] >= RANKS[other.level]

    @property
    def states_reason(self) -> bool:
        return STATES_REASON[self.level]

    @property
    def allows_filing(self) -> bool:
        return ALLOWS_FILING[self.level]


@dataclass(frozen=True, slots=True)
class LevelPeriod:
    """`[effective_from, effective_to)`; open-ended where `effective_to` is None."""

    effective_from: date
    effective_to: date | None
    offer: Offer

    def contains(self, day: date) -> bool:
        return self.effective_from <= day and (self.effective_to is None or day < self.effective_to)


@dataclass(frozen=True, slots=True)
class LevelHistory:
    """Periods in chronological order that never overlap; in a gap between two of them the procedure was not in force.
    It is empty where the service was cancelled before its first day."""

    periods: tuple[LevelPeriod, ...]

    @classmethod
    def beginning(cls, offer: Offer, on: date, until: date | None) -> "LevelHistory":
        return cls((LevelPeriod(on, until, offer),))

    @property
    def begins(self) -> date | None:
        return self.periods[0].effective_from if self.periods else None

    @property
    def ends(self) -> date | None:
        """None where the history is open-ended, but also where it is empty: use `is_offered_from` to compare with a
        day."""
        return self.periods[-1].effective_to if self.periods else None

    def on(self, day: date) -> Offer | None:
        return next((period.offer for period in self.periods if period.contains(day)), None)

    def allows_filing_until(self, day: date) -> date | None:
        """Returns the first day after `day` on which nothing can be filed any more, however often the level changes
        until then; None where that is not decided. On `day` itself dossiers can be filed."""
        end: date | None = day
        for period in self.periods:
            if end is not None and period.contains(end) and period.offer.allows_filing:
                end = period.effective_to
        return end

    def is_offered_from(self, day: date) -> bool:
        """Whether the service is offered on `day` or on any later day."""
        return bool(self.periods) and (self.ends is None or day < self.ends)

    def has_later_than(self, day: date) -> bool:
        """Whether a change after `day` is already decided, so that a level that begins on `day` ends with it."""
        return any(day < period.effective_from for period in self.periods)

    def changed(self, offer: Offer, on: date) -> "LevelHistory":
        """Returns the history with the offer from `on` until the next change that is already decided. `on` lies in the
        history or before it."""
        before = tuple(_until(period, on) for period in self.periods if period.effective_from < on)
        after = tuple(period for period in self.periods if on < period.effective_from)
        current = next((period for period in self.periods if period.contains(on)), None)
        until = current.effective_to if current is not None else after[0].effective_from if after else self.ends
        return LevelHistory((*before, LevelPeriod(on, until, offer), *after))

    def ended(self, on: date) -> "LevelHistory":
        """Returns the history without anything from `on` on; changes that were decided for later are dropped."""
        return LevelHistory(tuple(_until(period, on) for period in self.periods if period.effective_from < on))

    def open_ended(self) -> "LevelHistory":
        """Returns the history with its last period open-ended."""
        return LevelHistory((*self.periods[:-1], replace(self.periods[-1], effective_to=None)) if self.periods else ())

    def overlaps(self, other: "LevelHistory") -> bool:
        """Whether each of the two begins before the other has ended."""
        if not self.periods or not other.periods:
            return False
        return self.is_offered_from(other.periods[0].effective_from) and other.is_offered_from(
            self.periods[0].effective_from
        )

    def joined(self, other: "LevelHistory", day: date) -> "LevelHistory":
        """Returns these levels until `day` and the other levels from it on; a level that continues across the day stays
        one period."""
        left = self.ended(day).periods
        right = tuple(
            _from(period, day) for period in other.periods if period.effective_to is None or day < period.effective_to
        )
        if left and right and left[-1].effective_to == right[0].effective_from and left[-1].offer == right[0].offer:
            return LevelHistory((*left[:-1], replace(left[-1], effective_to=right[0].effective_to), *right[1:]))
        return LevelHistory((*left, *right))

    def within(self, spans: Sequence[tuple[date, date | None]]) -> "LevelHistory":
        """Returns the parts of the history inside the spans, which are in chronological order and do not touch."""
        parts = (_intersection(period, begin, end) for period in self.periods for begin, end in spans)
        return LevelHistory(tuple(part for part in parts if part is not None))


def _intersection(period: LevelPeriod, begin: date, end: date | None) -> LevelPeriod | None:
    first = max(period.effective_from, begin)
    ends = [day for day in (period.effective_to, end) if day is not None]
    last = min(ends) if ends else None
    return None if last is not None and last <= first else replace(period, effective_from=first, effective_to=last)


def _from(period: LevelPeriod, day: date) -> LevelPeriod:
    return replace(period, effective_from=max(period.effective_from, day))


def _until(period: LevelPeriod, day: date) -> LevelPeriod:
    end = day if period.effective_to is None else min(day, period.effective_to)
    return LevelPeriod(period.effective_from, end, period.offer)
