"""One line of a difference: what stands where, what became of it, and in which respects."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Any

from procedures.law.domain.matching import Known, pairs

Value = str | int | Decimal | date | tuple[str, ...]
Place = tuple[tuple[str, str], ...]
"""From the outside inwards, each as what it is and how it is called: `(("channel", "online"), ("fee", "Lệ phí"))`."""


class DifferenceKind(StrEnum):
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Aspect:
    """From what to what, in one respect. None: it did not say."""

    name: str
    before: Value | None
    after: Value | None


@dataclass(frozen=True, slots=True)
class DifferenceLine:
    """Of what is new or gone, `aspects` say all but the name that `at` ends with."""

    act: DifferenceKind
    at: Place
    aspects: tuple[Aspect, ...]


def aspects_of(thing: Any) -> dict[str, Value]:
    """All that it says, a part of a part as `form.name`; what it leaves open is left out."""
    found: dict[str, Value] = {}
    for respect in _respects(thing.__class__):
        value = getattr(thing, respect)
        if is_dataclass(value):
            found |= {f"{respect}.{name}": inner for name, inner in aspects_of(value).items()}
        elif value is not None:
            found[respect] = value
    return found


@cache
def _respects(kind: Any) -> tuple[str, ...]:
    """Looked up once: over real contents a difference spent a quarter of its time on it."""
    return tuple(field.name for field in fields(kind))


@dataclass(frozen=True, slots=True)
class Kind:
    """Things of one kind: how one is called, and by what it is known again, the surest first."""

    name: str
    called: Callable[[Any], str]
    known_by: tuple[Known, ...] = ()
    aspects: Callable[[Any], dict[str, Value]] = aspects_of

    def lines(self, within: Place, before: Sequence[Any], after: Sequence[Any]) -> Iterator[DifferenceLine]:
        if before != after:
            for old, new in pairs(before, after, self.known_by):
                yield from self._line(within, old, new)

    def _line(self, within: Place, old: Any, new: Any) -> Iterator[DifferenceLine]:
        was: dict[str, Value] = {} if old is None else self.aspects(old)
        is_now: dict[str, Value] = {} if new is None else self.aspects(new)
        if old is not None and new is not None and was == is_now:
            return
        called = self.called(new if old is None else old)
        act = DifferenceKind.ADDED if old is None else DifferenceKind.REMOVED if new is None else DifferenceKind.CHANGED
        aspects = tuple(
            Aspect(name, was.get(name), is_now.get(name))
            for name in was | is_now
            if was.get(name) != is_now.get(name)
            and (act is DifferenceKind.CHANGED or called not in (was.get(name), is_now.get(name)))
        )
        yield DifferenceLine(act, (*within, (self.name, called)), aspects)
