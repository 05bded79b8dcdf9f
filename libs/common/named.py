"""What stands somewhere, loaded when it is first wanted: a process pays at its start only for what it does."""

from collections.abc import Callable
from functools import partial
from pkgutil import resolve_name
from typing import Any


def named(place: str) -> Callable[[], Any]:
    """`module:name`."""
    return partial(resolve_name, place)
