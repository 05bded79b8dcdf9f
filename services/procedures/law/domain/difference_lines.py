"""One line of a difference: the entry that changed, how it changed, and in which aspects."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, is_dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from procedures.law.domain.added_members import members_of
from procedures.law.domain.matching import MatchKey, pairs

Value = str | int | Decimal | date | tuple[str, ...]
LinePath = tuple[tuple[str, str], ...]
"""The kind and label of each enclosing entry, outermost first: `(("channel", "online"), ("fee", "Lệ phí"))`."""


class DifferenceKind(StrEnum):
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


def change_between(before: object | None, after: object | None) -> DifferenceKind:
    """Returns how an entry changed, where None means that it is absent."""
    if before is None:
        return DifferenceKind.ADDED
    return DifferenceKind.REMOVED if after is None else DifferenceKind.CHANGED


@dataclass(frozen=True, slots=True)
class Aspect:
    """The old and the new value of one attribute; None where it was not stated."""

    name: str
    before: Value | None
    after: Value | None


@dataclass(frozen=True, slots=True)
class DifferenceLine:
    """For an added or removed entry, `aspects` holds everything but the label that `path` ends with."""

    change: DifferenceKind
    path: LinePath
    aspects: tuple[Aspect, ...]


def aspects_of(entry: Any) -> dict[str, Value]:
    """Returns every stated attribute by name; an attribute of a nested entry is named like `form.name`."""
    aspects: dict[str, Value] = {}
    for attribute, unstated in members_of(entry.__class__):
        value = getattr(entry, attribute)
        if value == unstated:
            continue
        if is_dataclass(value):
            aspects |= {f"{attribute}.{name}": inner for name, inner in aspects_of(value).items()}
        elif value is not None:
            aspects[attribute] = value
    return aspects


@dataclass(frozen=True, slots=True)
class ComparedKind:
    """How entries of one kind are compared. `label` names an entry; `match_keys` match an old entry with a new one, the
    most reliable key first."""

    name: str
    label: Callable[[Any], str]
    match_keys: tuple[MatchKey, ...] = ()
    aspects: Callable[[Any], dict[str, Value]] = aspects_of

    def lines(self, parent: LinePath, before: Sequence[Any], after: Sequence[Any]) -> Iterator[DifferenceLine]:
        if before != after:
            for old, new in pairs(before, after, self.match_keys):
                yield from self._line(parent, old, new)

    def _line(self, parent: LinePath, old: Any, new: Any) -> Iterator[DifferenceLine]:
        old_aspects: dict[str, Value] = {} if old is None else self.aspects(old)
        new_aspects: dict[str, Value] = {} if new is None else self.aspects(new)
        if old is not None and new is not None and old_aspects == new_aspects:
            return
        label, change = self.label(new if old is None else old), change_between(old, new)
        aspects = (Aspect(name, old_aspects.get(name), new_aspects.get(name)) for name in old_aspects | new_aspects)
        yield DifferenceLine(
            change,
            (*parent, (self.name, label)),
            tuple(
                aspect
                for aspect in aspects
                if aspect.before != aspect.after
                and (change is DifferenceKind.CHANGED or label not in (aspect.before, aspect.after))
            ),
        )
