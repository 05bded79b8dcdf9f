"""Trường hợp (`TRUONGHOP`): steps and papers are grouped by the case that they apply to; None stands for all cases."""

from collections.abc import Iterable
from typing import TypeVar

T = TypeVar("T")


def by_case(entries_of_cases: Iterable[tuple[str | None, Iterable[T]]]) -> list[tuple[str | None, tuple[T, ...]]]:
    """Returns the form in which they are stored: each case once, the entries for all cases first, the other cases in
    the order of their first mention, and no case without entries."""
    grouped: dict[str | None, list[T]] = {None: []}
    for case, entries in entries_of_cases:
        grouped.setdefault(case, []).extend(entries)
    return [(case, tuple(entries)) for case, entries in grouped.items() if entries]
