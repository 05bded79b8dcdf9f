"""Thời gian có hiệu lực: from when to when a version is in force, and the item of a Decision that is its ground."""

from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple, Self

from procedures.law.domain.contents import Heading
from procedures.law.domain.references import DecisionReference


class Ground(NamedTuple):
    """The item that put a version in force."""

    decision: DecisionReference
    item: int


@dataclass(frozen=True, slots=True)
class Period:
    """The version is in force in `[effective_from, effective_to)`, without an end where `effective_to` is None."""

    effective_from: date
    effective_to: date | None
    version: int
    heading: Heading
    ground: Ground
    under_review: bool = False

    def contains(self, day: date) -> bool:
        return self.effective_from <= day and (self.effective_to is None or day < self.effective_to)

    def until(self, day: date) -> Self:
        """Returns the period, ended on the day if it contains the day."""
        return replace(self, effective_to=day) if self.contains(day) else self

    def since(self, day: date) -> Self:
        """Returns the period, begun on the day if it began before."""
        return replace(self, effective_from=day) if self.effective_from < day else self

    def marked_for_review(self) -> Self:
        return self if self.under_review else replace(self, under_review=True)


Periods = tuple[Period, ...]
