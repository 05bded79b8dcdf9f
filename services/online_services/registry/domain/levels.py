"""At which level a service is offered, from when to when: on each day at one level, or not at all."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from online_services.law.domain.decision import Decision


class OnlineLevel(StrEnum):
    """Mức độ: toàn trình (full), the rule since 1 July 2026, or một phần (partial), which needs a published reason
    (Đ.14 NĐ 224/2026)."""

    FULL = "full"
    PARTIAL = "partial"


RANKS = {OnlineLevel.PARTIAL: 1, OnlineLevel.FULL: 2}
"""The higher, the more is done online."""
STATES_REASON = {OnlineLevel.PARTIAL: True, OnlineLevel.FULL: False}
"""Whether the law wants a published reason for not offering more, or no reason at all."""


@dataclass(frozen=True, slots=True)
class PartialReason:
    """Why not everything is done online. `code` is one of the reference table's; `legal_basis` is the specialised law
    that asks for it."""

    code: str
    legal_basis: str


@dataclass(frozen=True, slots=True)
class Offer:
    """How a service is offered, and the Decision on which that rests, where one does."""

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


@dataclass(frozen=True, slots=True)
class LevelPeriod:
    """`[effective_from, effective_to)`, open where `effective_to` is None."""

    effective_from: date
    effective_to: date | None
    offer: Offer

    def contains(self, day: date) -> bool:
        return self.effective_from <= day and (self.effective_to is None or day < self.effective_to)


@dataclass(frozen=True, slots=True)
class LevelHistory:
    """Periods that never overlap; between two of them the procedure was not law. Empty: what was to be offered was
    cancelled before it
    began."""

    periods: tuple[LevelPeriod, ...]

    @classmethod
    def beginning(cls, offer: Offer, on: date, until: date | None) -> "LevelHistory":
        return cls((LevelPeriod(on, until, offer),))

    @property
    def begins(self) -> date | None:
        return self.periods[0].effective_from if self.periods else None

    @property
    def ends(self) -> date | None:
        """None while it is open, also for an empty history: ask `is_offered_from` instead of comparing."""
        return self.periods[-1].effective_to if self.periods else None

    def on(self, day: date) -> Offer | None:
        return next((period.offer for period in self.periods if period.contains(day)), None)

    def is_offered_from(self, day: date) -> bool:
        """Whether there is a day, `day` or later, on which the service is offered."""
        return bool(self.periods) and (self.ends is None or day < self.ends)

    def has_later_than(self, day: date) -> bool:
        """Whether a later change is already decided: what begins on `day` then holds only until that."""
        return any(day < period.effective_from for period in self.periods)

    def changed(self, offer: Offer, on: date) -> "LevelHistory":
        """The offer holds from `on` until the next change that is already decided; `on` lies inside the history, or
        before it."""
        before = tuple(_until(period, on) for period in self.periods if period.effective_from < on)
        after = tuple(period for period in self.periods if on < period.effective_from)
        there = next((period for period in self.periods if period.contains(on)), None)
        until = there.effective_to if there is not None else after[0].effective_from if after else self.ends
        return LevelHistory((*before, LevelPeriod(on, until, offer), *after))

    def ended(self, on: date) -> "LevelHistory":
        """Nothing is offered from `on`; what was decided for later falls away."""
        return LevelHistory(tuple(_until(period, on) for period in self.periods if period.effective_from < on))

    def open_ended(self) -> "LevelHistory":
        """The last level holds without an end."""
        return LevelHistory((*self.periods[:-1], replace(self.periods[-1], effective_to=None)) if self.periods else ())

    def overlaps(self, other: "LevelHistory") -> bool:
        """Whether one begins before the other has ended for good."""
        if not self.periods or not other.periods:
            return False
        return self.is_offered_from(other.periods[0].effective_from) and other.is_offered_from(
            self.periods[0].effective_from
        )

    def joined(self, other: "LevelHistory", day: date) -> "LevelHistory":
        """These levels until that day, the others from it on; a level that goes on across the day is one period."""
        left = self.ended(day).periods
        right = tuple(
            _from(period, day) for period in other.periods if period.effective_to is None or day < period.effective_to
        )
        if left and right and left[-1].effective_to == right[0].effective_from and left[-1].offer == right[0].offer:
            return LevelHistory((*left[:-1], replace(left[-1], effective_to=right[0].effective_to), *right[1:]))
        return LevelHistory((*left, *right))

    def within(self, spans: Sequence[tuple[date, date | None]]) -> "LevelHistory":
        """Only what lies in one of the spans, which are in order and do not touch."""
        cut = (_cut(period, begin, end) for period in self.periods for begin, end in spans)
        return LevelHistory(tuple(period for period in cut if period is not None))


def _cut(period: LevelPeriod, begin: date, end: date | None) -> LevelPeriod | None:
    first = max(period.effective_from, begin)
    ends = [day for day in (period.effective_to, end) if day is not None]
    last = min(ends) if ends else None
    return None if last is not None and last <= first else replace(period, effective_from=first, effective_to=last)


def _from(period: LevelPeriod, day: date) -> LevelPeriod:
    return replace(period, effective_from=max(period.effective_from, day))


def _until(period: LevelPeriod, day: date) -> LevelPeriod:
    end = day if period.effective_to is None else min(day, period.effective_to)
    return LevelPeriod(period.effective_from, end, period.offer)
