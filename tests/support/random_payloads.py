"""Random payloads of events, made from the types of their fields: quickly and from a seed, where hypothesis would spend
seconds on a hundred of them."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from functools import cache
from random import Random
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

FIRST = datetime(2020, 1, 1, tzinfo=UTC)
MOST_PARTS = 3

fields_of = cache(get_type_hints)


def moment(random: Random) -> datetime:
    return FIRST + timedelta(minutes=random.randint(0, 5_000_000))


PLAIN: dict[Any, Callable[[Random], Any]] = {
    type(None): lambda _: None,
    bool: lambda random: random.random() < 0.5,
    int: lambda random: random.randint(0, 1_000),
    str: lambda random: f"chữ {random.randint(0, 1_000)}",
    datetime: moment,
    date: lambda random: moment(random).date(),
}


def random_value(random: Random, kind: Any) -> Any:
    """Returns a value of a type that payloads have."""
    if get_origin(kind) in (Union, UnionType):
        return random_value(random, random.choice(get_args(kind)))
    if get_origin(kind) is tuple:
        return tuple(random_value(random, get_args(kind)[0]) for _ in range(random.randint(0, MOST_PARTS)))
    if kind in PLAIN:
        return PLAIN[kind](random)
    if issubclass(kind, Enum):
        return random.choice(list(kind))
    return kind(**{name: random_value(random, part) for name, part in fields_of(kind).items()})
