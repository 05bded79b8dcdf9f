"""A procedure as the registry sees it: whose it is, and from when to when it is law."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Agency:
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class InForce:
    """One version's time as law, `[effective_from, effective_to)`, with what the registry takes over from that
    version."""

    effective_from: date
    effective_to: date | None
    name: str
    levels: tuple[str, ...]

    def contains(self, day: date) -> bool:
        return self.effective_from <= day and (self.effective_to is None or day < self.effective_to)


@dataclass(frozen=True, slots=True)
class Procedure:
    """`periods` are in the order of time and never overlap; between two of them the procedure may have been
    repealed."""

    code: str
    agency: Agency
    periods: Sequence[InForce] = ()

    def in_force_on(self, day: date) -> InForce | None:
        return next((period for period in self.periods if period.contains(day)), None)

    def spans(self) -> list[tuple[date, date | None]]:
        """From when to when it is law, through all versions that follow without a gap."""
        found: list[tuple[date, date | None]] = []
        for period in self.periods:
            if found and found[-1][1] == period.effective_from:
                found[-1] = (found[-1][0], period.effective_to)
            else:
                found.append((period.effective_from, period.effective_to))
        return found

    def law_ends(self, day: date) -> date | None:
        """The day on which a procedure in force on `day` stops being law, through all versions that follow without a
        gap; None: open."""
        end: date | None = day
        for period in self.periods:
            if end is not None and period.contains(end):
                end = period.effective_to
        return end
