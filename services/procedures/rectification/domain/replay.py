"""Replays the published items of one procedure, in the order in which this system recorded them, to find the law that
follows from them.

Annulment and correction ask what the law would be if an item had never been published, or had stated something else.
All items are replayed without it, or with the corrected item; if another item cannot be applied any more, or depends on
the item in question, that other item is named in the refusal.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Self, TypeAlias, assert_never
from uuid import UUID

from procedures.law.domain.contents import Heading
from procedures.law.domain.item_effects import replaces_version
from procedures.law.domain.periods import Ground, Periods
from procedures.law.domain.references import ItemKind
from procedures.law.domain.refusals import PredecessorRecorded, ProcedureAlreadyInForce, ProcedureNotInForce
from procedures.law.domain.timeline import Timeline
from procedures.rectification.domain.refusals import LaterItemDependsOnIt
from procedures.shared.domain.procedure_codes import ProcedureCode


@dataclass(frozen=True, slots=True)
class AppliedItem:
    """One item as it applies to this procedure, with its later corrections. `version` and `heading` are those of the
    version that it created. An item that ended the procedure while none of its versions was recorded states the
    `heading` itself."""

    ground: Ground
    kind: ItemKind
    on: date
    successor_code: ProcedureCode | None = None
    version: int | None = None
    heading: Heading | None = None
    online_level: str | None = None
    annulled_from: date | None = None
    predecessor_unrecorded: bool = False

    @property
    def replaces_version(self) -> bool:
        """Whether its version replaces another one under the same code."""
        return replaces_version(self.kind, self.successor_code)


@dataclass(frozen=True, slots=True)
class ItemAnnulment:
    """An item was annulled from the day `since` on; before that day it applies."""

    ground: Ground
    since: date


HistoryEntry: TypeAlias = AppliedItem | ItemAnnulment


@dataclass(frozen=True, slots=True)
class ReplayedLaw:
    """`replaced` has, by the ground of each item whose version replaced another one, the ground of that other
    version."""

    periods: Periods
    replaced: Mapping[Ground, Ground]
    ended_on: date | None = None


@dataclass(frozen=True, slots=True)
class ItemHistory:
    code: ProcedureCode
    entries: tuple[HistoryEntry, ...] = ()

    def applied_item(self, decision: UUID, item: int) -> AppliedItem:
        """Returns how the item of the Decision applies to this procedure."""
        return next(
            entry
            for entry in self.entries
            if isinstance(entry, AppliedItem) and (entry.ground.decision.id, entry.ground.item) == (decision, item)
        )

    def heading_on(self, day: date, *laws: Periods) -> Heading:
        """Returns the heading of the period that contains the day, from the first of the laws that has one; else the
        last heading that an item gave the procedure."""
        in_force = next((period.heading for periods in laws for period in periods if period.contains(day)), None)
        return in_force or next(
            entry.heading
            for entry in reversed(self.entries)
            if isinstance(entry, AppliedItem) and entry.heading is not None
        )

    def without(self, applied: AppliedItem, since: date, present: Periods) -> Periods:
        """Returns the law in which the item applies only until that day. Raises `LaterItemDependsOnIt`."""
        others = tuple(entry for entry in self.entries if entry.ground != applied.ground)
        return join_periods(present, self._replay_checked(others, {applied.ground}).periods, since)

    def with_annulled(self, decision: UUID, item: int, since: date) -> Self:
        """Returns the history in which the item is annulled; it does not change any period."""
        annulled = self.applied_item(decision, item)
        entries = tuple(
            replace(entry, annulled_from=since) if isinstance(entry, AppliedItem) and entry is annulled else entry
            for entry in self.entries
        )
        return replace(self, entries=entries)

    def corrected(self, *corrected: AppliedItem) -> Periods:
        """Returns the law as if the items had stated this from the beginning. Raises `LaterItemDependsOnIt`."""
        by_ground = {applied.ground: applied for applied in corrected}
        entries = tuple(
            by_ground.get(entry.ground, entry) if isinstance(entry, AppliedItem) else entry for entry in self.entries
        )
        return self._replay_checked(entries, by_ground.keys()).periods

    def _replay_checked(self, entries: tuple[HistoryEntry, ...], changed: Collection[Ground]) -> ReplayedLaw:
        """Replays other entries, and checks that each item still replaces the same version as before."""
        before, after = replay(self.code, self.entries), replay(self.code, entries)
        for entry in entries:
            if isinstance(entry, AppliedItem) and entry.replaces_version and entry.annulled_from is None:
                old_ground, new_ground = before.replaced.get(entry.ground), after.replaced.get(entry.ground)
                if old_ground != new_ground:
                    if entry.ground not in changed or new_ground is None:
                        raise _dependency(self.code, entry)
                    raise _dependency(self.code, self._item_of(new_ground))
        return after

    def _item_of(self, ground: Ground) -> AppliedItem:
        return self.applied_item(ground.decision.id, ground.item)


def replay(code: ProcedureCode, entries: tuple[HistoryEntry, ...]) -> ReplayedLaw:
    """Applies the entries one after another. Raises `LaterItemDependsOnIt` for an item that cannot be applied.

    An annulled item that cannot be applied any more is left out, so that it never prevents another rectification.
    """
    timeline, replaced = Timeline(code), dict[Ground, Ground]()
    for index, entry in enumerate(entries):
        if isinstance(entry, ItemAnnulment):
            others = tuple(earlier for earlier in entries[:index] if earlier.ground != entry.ground)
            without = replay(code, others)
            periods = join_periods(timeline.periods, without.periods, entry.since)
            timeline = replace(timeline, periods=periods, ended_on=without.ended_on)
            continue
        try:
            periods = _apply(timeline, entry)
        except (ProcedureNotInForce, ProcedureAlreadyInForce, PredecessorRecorded) as refusal:
            if entry.annulled_from is not None:
                continue
            raise _dependency(code, entry) from refusal
        if entry.replaces_version and (succeeded := timeline.in_force_on(entry.on)) is not None:
            replaced[entry.ground] = succeeded.ground
        timeline = replace(timeline, periods=periods, ended_on=_ended_on(timeline, entry))
    return ReplayedLaw(timeline.periods, replaced, timeline.ended_on)


def join_periods(before: Periods, after: Periods, day: date) -> Periods:
    """Returns the periods of `before` until that day, and those of `after` from that day on. A version that continues
    across the day has one period, which is under review if either part was."""
    left = tuple(period.until(day) for period in before if period.effective_from < day)
    right = tuple(period.since(day) for period in after if period.effective_to is None or day < period.effective_to)
    if left and right and left[-1].effective_to == right[0].effective_from and left[-1].version == right[0].version:
        last, first = left[-1], right[0]
        joined = replace(last, effective_to=first.effective_to, under_review=last.under_review or first.under_review)
        return (*left[:-1], joined, *right[1:])
    return (*left, *right)


def _apply(timeline: Timeline, applied: AppliedItem) -> Periods:
    """Returns the periods after the item, whose version keeps the number that it has."""
    numbered = timeline if applied.version is None else replace(timeline, versions=applied.version - 1)
    match applied.kind:
        case ItemKind.DECLARE_ONLINE | ItemKind.DESIGNATE | ItemKind.CONFIRM:
            return numbered.confirm(applied.on, applied.ground).periods
        case ItemKind.REPEAL:
            return numbered.repeal(applied.on, applied.ground, _unrecorded(applied)).periods
        case ItemKind.REPLACE if applied.successor_code not in (None, timeline.code):
            return numbered.repeal(applied.on, applied.ground, _unrecorded(applied)).periods
        case ItemKind.AMEND | ItemKind.STANDARDISE:
            return _amended(numbered, applied)
        case ItemKind.REPLACE if applied.successor_code is None:
            return _amended(numbered, applied)
        case ItemKind.INTRODUCE | ItemKind.REPLACE:
            return numbered.introduce(applied.on, _heading_of(applied), applied.ground).periods
        case _:
            assert_never(applied.kind)


def _amended(timeline: Timeline, applied: AppliedItem) -> Periods:
    unrecorded = applied.predecessor_unrecorded
    heading = _heading_of(applied)
    return timeline.amend(applied.on, heading, applied.ground, predecessor_unrecorded=unrecorded).periods


def _unrecorded(applied: AppliedItem) -> Heading | None:
    return applied.heading if applied.predecessor_unrecorded else None


def _ended_on(timeline: Timeline, applied: AppliedItem) -> date | None:
    """The day of an end that leaves no period, since no version that it ends is recorded."""
    return applied.on if applied.predecessor_unrecorded and applied.version is None else timeline.ended_on


def _heading_of(applied: AppliedItem) -> Heading:
    if applied.heading is None:
        raise ValueError(f"item {applied.ground.item} created a version but has no heading")
    return applied.heading


def _dependency(code: ProcedureCode, applied: AppliedItem) -> LaterItemDependsOnIt:
    decision = applied.ground.decision
    return LaterItemDependsOnIt(code, decision.id, decision.number, applied.ground.item, applied.kind.value, applied.on)
