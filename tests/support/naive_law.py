"""A naive oracle: it keeps the list of acts, and for every question lives through them all again, day by day."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

Known = int | None
Day = tuple["Act", bool] | None
"""Which act's version is law, and whether it is under review."""


@dataclass(frozen=True)
class Act:
    """What one item did to one code; `known` counts publications. An annulment undoes the act `about` from its day on,
    a correction
    says its right day, or with `corrects_content` its right content: `text` counts how often that was mended."""

    known: int
    kind: str
    code: str
    on: int
    successor_code: str | None = None
    about: "Act | None" = None
    corrects_content: bool = False
    text: int = 0
    id: int = field(default=0, compare=True)

    @property
    def replaces_version(self) -> bool:
        return self.kind in ("amend", "replace") and self.successor_code is None


class NoLongerLawful(Exception):
    """An act that was lawful once, and would not be without what is undone."""


@dataclass
class NaiveLaw:
    """Days are numbers from 0 to `last`; the last one stands for ever after. A version is the act that made it."""

    last: int
    acts: list[Act] = field(default_factory=list)

    def days_of(self, code: str, known: Known = None) -> list[Act | None]:
        return [day and day[0] for day in self._as_known(code, known)]

    def reviewed_on(self, code: str, day: int, known: Known = None) -> bool:
        there = self._as_known(code, known)[day]
        return there is not None and there[1]

    def allows(self, kind: str, code: str, on: int, successor: str | None) -> bool:
        there = self.days_of(code)[on] is not None
        if kind == "introduce":
            return not there
        return there and (successor is None or self.days_of(successor)[on] is None)

    def is_annulled(self, act: Act) -> bool:
        return any(one.kind == "annul" and one.about is not None and one.about.id == act.id for one in self.acts)

    def day_of(self, act: Act) -> int:
        """As it was corrected last."""
        said = [
            one.on
            for one in self.acts
            if one.kind == "correct" and one.about and one.about.id == act.id and not one.corrects_content
        ]
        return said[-1] if said else act.on

    def allows_rectification(self, rectification: Act) -> bool:
        """Whether every act that is not annulled still stands, and upon the same version, when this one is added."""
        about = rectification.about
        assert about is not None
        if self.is_annulled(about):
            return False
        if (
            rectification.kind == "correct"
            and not rectification.corrects_content
            and rectification.on == self.day_of(about)
        ):
            return False
        changed = [*self.acts, rectification] if rectification.kind == "correct" else without(self.acts, about)
        for code in {about.code, about.successor_code or about.code}:
            try:
                before, after = self._rested(code, self.acts), self._rested(code, changed)
            except NoLongerLawful:
                return False
            counted = [
                act.id for act in self.acts if act.kind not in ("annul", "correct") and not self.is_annulled(act)
            ]
            left = [id for id in counted if id != about.id or rectification.kind == "correct"]
            if any(before.get(id) != after.get(id) for id in left):
                return False
        return True

    def _as_known(self, code: str, known: Known) -> list[Day]:
        return self._replayed(code, effective_acts([act for act in self.acts if known is None or act.known <= known]))

    def _rested(self, code: str, acts: Sequence[Act]) -> dict[int, int]:
        rests: dict[int, int] = {}
        self._replayed(code, effective_acts(acts), rests)
        return rests

    def _replayed(
        self, code: str, acts: Sequence[Act], rests: dict[int, int] | None = None, worst_of: Sequence[Act] | None = None
    ) -> list[Day]:
        """`rests` is filled with the id of the act upon whose version each later one was made."""
        law: list[Day] = [None] * (self.last + 1)
        worst_of = acts if worst_of is None else worst_of
        annulled = {act.about.id for act in worst_of if act.kind == "annul" and act.about}
        for place, act in enumerate(acts):
            if act.kind == "annul" and act.about is not None:
                other = self._replayed(code, without(acts[:place], act.about), None, worst_of)
                law = spread(law[: act.on] + other[act.on :])
            elif code in (act.code, act.successor_code):
                there = law[act.on]
                enters = (act.kind == "introduce" and act.code == code) or act.successor_code == code
                if (there is not None) is enters:
                    if act.id in annulled:
                        continue
                    raise NoLongerLawful
                if rests is not None and act.replaces_version and there is not None:
                    rests[act.id] = there[0].id
                law = self._after(law, act, enters)
        return law

    def _after(self, law: list[Day], act: Act, enters: bool) -> list[Day]:
        if act.kind in ("repeal", "replace") and not enters and not act.replaces_version:
            return law[: act.on] + [None] * (self.last + 1 - act.on)
        if not enters and not act.replaces_version:
            return law
        law, old, day = list(law), name_of(law[act.on]), act.on
        while day <= self.last and name_of(law[day]) == old:
            law[day] = (act, False)
            day += 1
        while day <= self.last and law[day] is None:
            day += 1
        following = name_of(law[day]) if day <= self.last else None
        while following is not None and day <= self.last and name_of(law[day]) == following:
            there = law[day]
            law[day] = there and (there[0], True)
            day += 1
        return law


def without(acts: Sequence[Act], gone: Act) -> list[Act]:
    return [act for act in acts if act.id != gone.id and (act.about is None or act.about.id != gone.id)]


def effective_acts(acts: Sequence[Act]) -> list[Act]:
    """As if all had been right from the beginning, and without what was annulled from its own day on: that never
    was."""
    days = NaiveLaw(0, list(acts))
    for act in acts:
        if act.kind == "annul" and act.about is not None and act.on <= days.day_of(act.about):
            acts = without(acts, act.about)
    for by in [act for act in acts if act.kind == "correct"]:
        acts = [corrected(one, by) for one in acts if one.id != by.id]
    return list(acts)


def corrected(act: Act, by: Act) -> Act:
    if by.about is None or act.id != by.about.id:
        return act
    return replace(act, text=act.text + 1) if by.corrects_content else replace(act, on=by.on)


def name_of(day: Day) -> tuple[int, int] | None:
    """Which version it is."""
    return None if day is None else (day[0].id, day[0].text)


def spread(law: list[Day]) -> list[Day]:
    """A version that goes on from day to day is under review throughout, or not at all."""
    law = list(law)
    start = 0
    for end in range(1, len(law) + 1):
        if end == len(law) or name_of(law[end]) != name_of(law[start]):
            if any(day is not None and day[1] for day in law[start:end]):
                law[start:end] = [day and (day[0], True) for day in law[start:end]]
            start = end
    return law


def number_of(day: date, start: date) -> int:
    return (day - start).days
