"""Weighted drawing from the lists beside this file."""

import csv
from bisect import bisect
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

T = TypeVar("T")


class Urn(Generic[T]):
    """Draws one of some things, each as often as its weight says."""

    def __init__(self, weighted: Iterable[tuple[T, float]]) -> None:
        things, weights = zip(*weighted, strict=True)
        self._things: tuple[T, ...] = things
        self._sums = list(accumulate(weights))

    def draw(self, chance: Random) -> T:
        return self._things[bisect(self._sums, chance.random() * self._sums[-1])]


@cache
def lines_of(name: str) -> tuple[dict[str, str], ...]:
    """The rows of `data/<name>.csv`."""
    text = (files("population_lookup.personas.domain") / "data" / f"{name}.csv").read_text("utf-8")
    return tuple(csv.DictReader(text.splitlines()))
