"""Draws that depend on what is drawn for, and on nothing else: the same on every machine and version of Python,
whatever was drawn before."""

from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256
from itertools import islice
from typing import TypeVar

T = TypeVar("T")
SEED = "congbo"


def chance(*why: object) -> int:
    """A number of 64 bits."""
    digest = sha256("|".join((SEED, *map(str, why))).encode()).digest()
    return int.from_bytes(digest[:8], "big")


def happens(percent: int, *why: object) -> bool:
    return chance(*why) % 100 < percent


def pick(options: Sequence[T], *why: object) -> T:
    return options[chance(*why) % len(options)]


def take(count: int, source: Iterable[T], what: object) -> list[T]:
    """Raises `ValueError` where there are fewer: a book that silently comes out smaller would be wrong everywhere."""
    taken = list(islice(source, count))
    if len(taken) < count:
        raise ValueError(f"{what}: the tables ask for {count}, there are {len(taken)}")
    return taken


def shuffled(items: Iterable[T], name: Callable[[T], str], *why: object) -> list[T]:
    return sorted(items, key=lambda item: chance(name(item), *why))
