"""A naive oracle of the law: it keeps the list of all acts, and replays them day by day for every query."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

Known = int | None
Day = tuple["Act", bool] | None
"""The act whose version is in force on the day, and whether it is under review."""


@dataclass(frozen=True)
class Act:
    """What one item does to one code; `known` counts publications.

    An annulment undoes the act `about` from a day on. A correction states the right day of the act, or with
    `corrects_content` its right content: `text` counts how often the content was corrected.
    """

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
    """An act was lawful when it was published, and would not be without the act that is undone."""


@dataclass
class NaiveLaw:
    """Days are numbers from 0 to `last`, which stands for all later days too. A version is identified by its act."""

    last: int
    acts: list[Act] = field(default_factory=list)

    def days_of(self, code: str, known: Known = None) -> list[Act | None]:
        return [day and day[0] for day in self._as_known(code, known)]

    def reviewed_on(self, code: str, day: int, known: Known = None) -> bool:
        in_force = self._as_known(code, known)[day]
        return in_force is not None and in_force[1]

    def allows(self, kind: str, code: str, on: int, successor: str | None) -> bool:
        in_force = self.days_of(code)[on] is not None
        if kind == "introduce":
            return not in_force
        return in_force and (successor is None or self.days_of(successor)[on] is None)

    def is_annulled(self, act: Act) -> bool:
        return any(
            other.kind == "annul" and other.about is not None and other.about.id == act.id for other in self.acts
        )

    def day_of(self, act: Act) -> int:
        """The day of an act, as its last correction states it."""
        corrected_days = [
            other.on
            for other in self.acts
            if other.kind == "correct" and other.about and other.about.id == act.id and not other.corrects_content
        ]
        return corrected_days[-1] if corrected_days else act.on

    def allows_rectification(self, rectification: Act) -> bool:
        """Whether all acts that are not annulled stay lawful, and change the same versions, when this one is added."""
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
        """`rests` is filled with the id of the act whose version each later act changes."""
        law: list[Day] = [None] * (self.last + 1)
        worst_of = acts if worst_of is None else worst_of
        annulled = {act.about.id for act in worst_of if act.kind == "annul" and act.about}
        for place, act in enumerate(acts):
            if act.kind == "annul" and act.about is not None:
                other = self._replayed(code, without(acts[:place], act.about), None, worst_of)
                law = spread(law[: act.on] + other[act.on :])
            elif code in (act.code, act.successor_code):
                current = law[act.on]
                enters = (act.kind == "introduce" and act.code == code) or act.successor_code == code
                if (current is not None) is enters:
                    if act.id in annulled:
                        continue
                    raise NoLongerLawful
                if rests is not None and act.replaces_version and current is not None:
                    rests[act.id] = current[0].id
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
            current = law[day]
            law[day] = current and (current[0], True)
            day += 1
        return law


def without(acts: Sequence[Act], gone: Act) -> list[Act]:
    return [act for act in acts if act.id != gone.id and (act.about is None or act.about.id != gone.id)]


def effective_acts(acts: Sequence[Act]) -> list[Act]:
    """The acts as if they had been right from the beginning. An act that is annulled from its own day on is left
    out."""
    days = NaiveLaw(0, list(acts))
    for act in acts:
        if act.kind == "annul" and act.about is not None and act.on <= days.day_of(act.about):
            acts = without(acts, act.about)
    for by in [act for act in acts if act.kind == "correct"]:
        acts = [corrected(act, by) for act in acts if act.id != by.id]
    return list(acts)


def corrected(act: Act, by: Act) -> Act:
    if by.about is None or act.id != by.about.id:
        return act
    return replace(act, text=act.text + 1) if by.corrects_content else replace(act, on=by.on)


def name_of(day: Day) -> tuple[int, int] | None:
    """The identity of the version: its act, and how often its content was corrected."""
    return None if day is None else (day[0].id, day[0].text)


def spread(law: list[Day]) -> list[Day]:
    """Marks a version as under review on all days of an unbroken span, if it is on any of them."""
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
