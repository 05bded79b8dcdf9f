"""Objects that are imported when they are first used, so that a process imports at its start only what it needs."""

from collections.abc import Callable
from functools import partial
from pkgutil import resolve_name
from typing import Any


def lazy_import(path: str) -> Callable[[], Any]:
    """`path` is `module:name`."""
    return partial(resolve_name, path)
