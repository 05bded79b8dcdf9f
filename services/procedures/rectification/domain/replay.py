"""What published items did to one procedure, in the order in which this system came to know them, and the law that
follows from it.

Annulment and correction ask what the law would be had an item never been published, or said something else. Nothing is
guessed: the
deeds are lived through again, and where another item cannot stand without the one in question, that item is named.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias, assert_never
from uuid import UUID

from procedures.law.domain.contents import Heading
from procedures.law.domain.item_effects import replaces_version
from procedures.law.domain.periods import Ground, Periods
from procedures.law.domain.references import ItemKind
from procedures.law.domain.refusals import ProcedureAlreadyInForce, ProcedureNotInForce
from procedures.law.domain.timeline import Timeline
from procedures.rectification.domain.refusals import LaterItemDependsOnIt
from procedures.shared.domain.procedure_codes import ProcedureCode


@dataclass(frozen=True, slots=True)
class AppliedItem:
    """One item as it bears on this procedure, with what was corrected in it since. `version` and `heading` are those of
    what it made."""

    ground: Ground
    kind: ItemKind
    on: date
    successor_code: ProcedureCode | None = None
    version: int | None = None
    heading: Heading | None = None
    online_level: str | None = None
    annulled_from: date | None = None

    @property
    def replaces_version(self) -> bool:
        """Whether its version takes the place of another of the same code."""
        return replaces_version(self.kind, self.successor_code)


@dataclass(frozen=True, slots=True)
class Undoing:
    """An item was annulled from a day on, and stands before it."""

    ground: Ground
    since: date


Act: TypeAlias = AppliedItem | Undoing


@dataclass(frozen=True, slots=True)
class Law:
    """`rests_on`: by the ground of each item whose version took another's place, the ground of that other."""

    periods: Periods
    rests_on: Mapping[Ground, Ground]


@dataclass(frozen=True, slots=True)
class ItemHistory:
    code: ProcedureCode
    acts: tuple[Act, ...] = ()

    def applied_item(self, decision: UUID, item: int) -> AppliedItem:
        """What the item did here."""
        return next(
            one
            for one in self.acts
            if isinstance(one, AppliedItem) and (one.ground.decision.id, one.ground.item) == (decision, item)
        )

    def heading_on(self, day: date, *laws: Periods) -> Heading:
        """Of the period that holds on the day in the first of the laws that has one, else the last that the procedure
        was given."""
        found = next((period.heading for periods in laws for period in periods if period.contains(day)), None)
        return found or next(
            one.heading for one in reversed(self.acts) if isinstance(one, AppliedItem) and one.heading is not None
        )

    def without(self, applied: AppliedItem, since: date, present: Periods) -> Periods:
        """The law with the item standing until that day only. Raises `LaterItemDependsOnIt`."""
        left = tuple(act for act in self.acts if act.ground != applied.ground)
        return joined(present, self._checked(left, applied).periods, since)

    def corrected(self, applied: AppliedItem) -> Periods:
        """The law had the item said this from the beginning. Raises `LaterItemDependsOnIt`."""
        return self._checked(tuple(applied if _same(act, applied) else act for act in self.acts), applied).periods

    def _checked(self, acts: tuple[Act, ...], changed: AppliedItem) -> Law:
        """The law that follows from other acts, where every item still rests on what it rested on."""
        before, after = replayed(self.code, self.acts), replayed(self.code, acts)
        for act in acts:
            if isinstance(act, AppliedItem) and act.replaces_version and act.annulled_from is None:
                rested, rests = before.rests_on.get(act.ground), after.rests_on.get(act.ground)
                if rested != rests:
                    raise _in_the_way(self, act if act.ground != changed.ground or rests is None else self._by(rests))
        return after

    def _by(self, ground: Ground) -> AppliedItem:
        return self.applied_item(ground.decision.id, ground.item)


def replayed(code: ProcedureCode, acts: tuple[Act, ...]) -> Law:
    """The law that follows from the acts, one after another. Raises `LaterItemDependsOnIt` for an item that cannot
    stand.

    An item that was annulled stands in nobody's way: where it cannot stand any more, it is left out.
    """
    timeline, rests_on = Timeline(code), dict[Ground, Ground]()
    for place, act in enumerate(acts):
        if isinstance(act, Undoing):
            without = replayed(code, tuple(one for one in acts[:place] if one.ground != act.ground))
            timeline = replace(timeline, periods=joined(timeline.periods, without.periods, act.since))
            continue
        try:
            periods = _after(timeline, act)
        except (ProcedureNotInForce, ProcedureAlreadyInForce) as impossible:
            if act.annulled_from is not None:
                continue
            raise _in_the_way(timeline, act) from impossible
        if act.replaces_version and (rested := timeline.in_force_on(act.on)) is not None:
            rests_on[act.ground] = rested.ground
        timeline = replace(timeline, periods=periods)
    return Law(timeline.periods, rests_on)


def joined(before: Periods, after: Periods, day: date) -> Periods:
    """The one law until that day, and the other from it on. What goes on across the day is one period, under review if
    either was."""
    left = tuple(period.until(day) for period in before if period.effective_from < day)
    right = tuple(period.since(day) for period in after if period.effective_to is None or day < period.effective_to)
    if left and right and left[-1].effective_to == right[0].effective_from and left[-1].version == right[0].version:
        last, first = left[-1], right[0]
        one = replace(last, effective_to=first.effective_to, under_review=last.under_review or first.under_review)
        return (*left[:-1], one, *right[1:])
    return (*left, *right)


def _after(timeline: Timeline, applied: AppliedItem) -> Periods:
    """What the item makes of the timeline, with the version that it made then."""
    numbered = timeline if applied.version is None else replace(timeline, versions=applied.version - 1)
    match applied.kind:
        case ItemKind.DECLARE_ONLINE:
            return numbered.declare_online(applied.on, applied.online_level or "", applied.ground).periods
        case ItemKind.REPEAL:
            return numbered.repeal(applied.on, applied.ground).periods
        case ItemKind.REPLACE if applied.successor_code not in (None, timeline.code):
            return numbered.repeal(applied.on, applied.ground).periods
        case ItemKind.AMEND:
            return numbered.amend(applied.on, _heading_of(applied), applied.ground).periods
        case ItemKind.REPLACE if applied.successor_code is None:
            return numbered.amend(applied.on, _heading_of(applied), applied.ground).periods
        case ItemKind.INTRODUCE | ItemKind.REPLACE:
            return numbered.introduce(applied.on, _heading_of(applied), applied.ground).periods
        case _:
            assert_never(applied.kind)


def _heading_of(applied: AppliedItem) -> Heading:
    if applied.heading is None:
        raise ValueError(f"item {applied.ground.item} made a version and has no heading")
    return applied.heading


def _same(act: Act, applied: AppliedItem) -> bool:
    return isinstance(act, AppliedItem) and act.ground == applied.ground


def _in_the_way(of: ItemHistory | Timeline, applied: AppliedItem) -> LaterItemDependsOnIt:
    decision = applied.ground.decision
    return LaterItemDependsOnIt(
        of.code, decision.id, decision.number, applied.ground.item, applied.kind.value, applied.on
    )
