"""Matches the entries of a new version with those of the old one. The result does not depend on the direction:
comparing backwards gives the same pairs."""

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Any, TypeVar

T = TypeVar("T", bound=Hashable)
MatchKey = Callable[[Any], Hashable | None]
"""Returns the key by which an entry is matched; None where it has no such key."""


def pairs(
    before: Sequence[T], after: Sequence[T], match_keys: Sequence[MatchKey]
) -> Iterator[tuple[T | None, T | None]]:
    """Pairs equal entries first, then entries with an equal first key, then those with an equal next key. Entries with
    equal keys are paired in their order.

    A different order alone is no difference. An entry without a partner is paired with None; new entries come last.
    """
    partners: dict[int, int] = {}
    for key_of in (lambda entry: entry, *match_keys):
        unmatched: dict[Hashable, deque[int]] = defaultdict(deque)
        taken = set(partners.values())
        for index, entry in enumerate(after):
            if index not in taken and (key := key_of(entry)) is not None:
                unmatched[key].append(index)
        for index, entry in enumerate(before):
            if index not in partners and unmatched.get(key := key_of(entry)):
                partners[index] = unmatched[key].popleft()
    taken = set(partners.values())
    for index, entry in enumerate(before):
        yield entry, after[partners[index]] if index in partners else None
    yield from ((None, entry) for index, entry in enumerate(after) if index not in taken)


def aligned(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[int | None, int | None]]:
    """Yields the indexes of texts that differ, where their order counts: a text inserted in between leaves the texts
    behind it unchanged."""
    # `autojunk` would ignore frequent texts, but a frequent step is still a step.
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for operation, first, last, new_first, new_last in matcher.get_opcodes():
        if operation != "equal":
            yield from zip_longest(range(first, last), range(new_first, new_last))
