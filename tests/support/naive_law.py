"""A naive oracle: it keeps the list of acts, and for every question lives through them all again, day by day."""

from dataclasses import dataclass, field
from datetime import date

Known = int | None


@dataclass(frozen=True)
class Act:
    """What one item did to one code; `known` counts publications."""

    known: int
    kind: str
    code: str
    on: int
    successor: str | None = None


@dataclass
class NaiveLaw:
    """Days are numbers from 0 to `last`; the last one stands for ever after. A version is the act that made it."""

    last: int
    acts: list[Act] = field(default_factory=list)

    def days_of(self, code: str, known: Known = None) -> list[Act | None]:
        return self._lived_through(code, known)[0]

    def under_review(self, code: str, known: Known = None) -> set[Act]:
        return self._lived_through(code, known)[1]

    def allows(self, kind: str, code: str, on: int, successor: str | None) -> bool:
        there = self.days_of(code)[on] is not None
        if kind == "introduce":
            return not there
        return there and (successor is None or self.days_of(successor)[on] is None)

    def _lived_through(self, code: str, known: Known) -> tuple[list[Act | None], set[Act]]:
        law: list[Act | None] = [None] * (self.last + 1)
        reviewed: set[Act] = set()
        for act in self.acts:
            if known is not None and act.known > known:
                break
            introduces = (act.kind == "introduce" and act.code == code) or act.successor == code
            if introduces or (act.kind in ("amend", "replace") and act.code == code and act.successor is None):
                old, day = law[act.on], act.on
                while day <= self.last and law[day] == old:
                    law[day] = act
                    day += 1
                later = [there for there in law[day:] if there is not None]
                reviewed |= set(later[:1])
            elif act.code == code and act.kind in ("repeal", "replace"):
                law[act.on :] = [None] * (self.last + 1 - act.on)
        return law, reviewed


def number_of(day: date, start: date) -> int:
    return (day - start).days
