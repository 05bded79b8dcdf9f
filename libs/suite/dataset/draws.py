"""Pseudorandom draws that depend only on a key: they are the same on every machine and version of Python, and
independent of earlier draws."""

from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256
from itertools import islice
from typing import TypeVar

T = TypeVar("T")
SEED = "congbo"


def chance(*key: object) -> int:
    """Returns a number of 64 bits."""
    digest = sha256("|".join((SEED, *map(str, key))).encode()).digest()
    return int.from_bytes(digest[:8], "big")


def happens(percent: int, *key: object) -> bool:
    return chance(*key) % 100 < percent


def pick(options: Sequence[T], *key: object) -> T:
    return options[chance(*key) % len(options)]


def take(count: int, source: Iterable[T], label: object) -> list[T]:
    """Raises `ValueError` where there are fewer, since a dataset that is too small would make every total wrong."""
    taken = list(islice(source, count))
    if len(taken) < count:
        raise ValueError(f"{label}: the tables require {count}, there are {len(taken)}")
    return taken


def shuffled(items: Iterable[T], name: Callable[[T], str], *key: object) -> list[T]:
    return sorted(items, key=lambda item: chance(name(item), *key))
