"""Trường hợp (`TRUONGHOP`): steps and papers are grouped by the case that they are for; None is for all of them."""

from collections.abc import Iterable
from typing import TypeVar

T = TypeVar("T")


def by_case(given: Iterable[tuple[str | None, Iterable[T]]]) -> list[tuple[str | None, tuple[T, ...]]]:
    """The one form in which they are kept: each case once, that for all first, the others as they were first named,
    none empty."""
    found: dict[str | None, list[T]] = {None: []}
    for case, things in given:
        found.setdefault(case, []).extend(things)
    return [(case, tuple(things)) for case, things in found.items() if things]
