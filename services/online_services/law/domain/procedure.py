"""A procedure as the registry sees it: its agency, and the periods in which it is in force."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Agency:
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class InForce:
    """The time in which one version is in force, `[effective_from, effective_to)`, with what the registry copies from
    that version."""

    effective_from: date
    effective_to: date | None
    name: str
    levels: tuple[str, ...]

    def contains(self, day: date) -> bool:
        return self.effective_from <= day and (self.effective_to is None or day < self.effective_to)


@dataclass(frozen=True, slots=True)
class Procedure:
    """`periods` are in chronological order and never overlap; in a gap between two of them the procedure was not in
    force."""

    code: str
    agency: Agency
    periods: Sequence[InForce] = ()

    def in_force_on(self, day: date) -> InForce | None:
        return next((period for period in self.periods if period.contains(day)), None)

    def spans(self) -> list[tuple[date, date | None]]:
        """The times in which the procedure is in force; consecutive versions without a gap are one span."""
        spans: list[tuple[date, date | None]] = []
        for period in self.periods:
            if spans and spans[-1][1] == period.effective_from:
                spans[-1] = (spans[-1][0], period.effective_to)
            else:
                spans.append((period.effective_from, period.effective_to))
        return spans

    def in_force_until(self, day: date) -> date | None:
        """The day on which a procedure that is in force on `day` ceases to be, after all versions that follow without
        a gap; None where no end is decided."""
        end: date | None = day
        for period in self.periods:
            if end is not None and period.contains(end):
                end = period.effective_to
        return end
