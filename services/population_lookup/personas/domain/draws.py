"""Reproducible random choice, and weighted choice from the CSV lists of this package."""

import csv
from bisect import bisect
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from hashlib import sha256
from importlib.resources import files
from itertools import accumulate
from math import sqrt
from random import Random
from typing import Generic, TypeVar

T = TypeVar("T")


class Draws:
    """A sequence of draws that follows from its source alone: SHA-256 of the parts. Everything is derived from
    `Random.random`, the one method whose sequence Python promises to keep."""

    __slots__ = ("random",)

    def __init__(self, *source: str | int) -> None:
        digest = sha256("\x1f".join(map(str, source)).encode()).digest()
        generator = Random(  # nosec B311 # noqa: S311 - the seed must reproduce the people; nothing here is secret
            int.from_bytes(digest)
        )
        self.random: Callable[[], float] = generator.random

    def chance(self, probability: float) -> bool:
        return self.random() < probability

    def below(self, end: int) -> int:
        return int(self.random() * end)

    def between(self, first: int, last: int) -> int:
        """Both may be drawn."""
        return first + int(self.random() * (last - first + 1))

    def one_of(self, items: Sequence[T]) -> T:
        return items[int(self.random() * len(items))]

    def near(self, low: int, high: int, peak: int) -> int:
        """A triangular distribution."""
        share: float = self.random()
        middle = (peak - low) / (high - low)
        if share > middle:
            return round(high - (high - low) * sqrt((1 - share) * (1 - middle)))
        return round(low + (high - low) * sqrt(share * middle))


class WeightedChoice(Generic[T]):
    """Draws items with a probability in proportion to their weights."""

    __slots__ = ("_items", "_sums", "_total")

    def __init__(self, weighted: Iterable[tuple[T, float]]) -> None:
        items, weights = zip(*weighted, strict=True)
        self._items: tuple[T, ...] = items
        self._sums = list(accumulate(weights))
        self._total = self._sums[-1]

    def draw(self, draws: Draws) -> T:
        return self._items[bisect(self._sums, draws.random() * self._total)]


@cache
def rows_of(name: str) -> tuple[dict[str, str], ...]:
    """The rows of `data/<name>.csv`."""
    text = (files("population_lookup.personas.domain") / "data" / f"{name}.csv").read_text("utf-8")
    return tuple(csv.DictReader(text.splitlines()))
