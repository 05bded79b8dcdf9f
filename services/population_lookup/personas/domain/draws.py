"""Weighted random choice from the CSV lists of this package."""

import csv
from bisect import bisect
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

T = TypeVar("T")


class WeightedChoice(Generic[T]):
    """Draws items with a probability in proportion to their weights."""

    def __init__(self, weighted: Iterable[tuple[T, float]]) -> None:
        items, weights = zip(*weighted, strict=True)
        self._items: tuple[T, ...] = items
        self._sums = list(accumulate(weights))

    def draw(self, rng: Random) -> T:
        return self._items[bisect(self._sums, rng.random() * self._sums[-1])]


@cache
def rows_of(name: str) -> tuple[dict[str, str], ...]:
    """The rows of `data/<name>.csv`."""
    text = (files("population_lookup.personas.domain") / "data" / f"{name}.csv").read_text("utf-8")
    return tuple(csv.DictReader(text.splitlines()))
