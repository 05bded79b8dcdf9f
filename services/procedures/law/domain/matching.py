"""Which thing of a new version is which of the old one. Told without regard to direction: the same pairs come of
comparing backwards."""

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Any, TypeVar

T = TypeVar("T", bound=Hashable)
Known = Callable[[Any], Hashable | None]
"""By what a thing is known; None where it has nothing of the kind."""


def pairs(before: Sequence[T], after: Sequence[T], known_by: Sequence[Known]) -> Iterator[tuple[T | None, T | None]]:
    """What is wholly the same belongs together, then what is known by the first name, then by the next; of several, in
    their order.

    Order alone is no difference. What has no partner stands beside None, the new ones last.
    """
    partner: dict[int, int] = {}
    alone = range(len(before)), range(len(after))
    for known in (lambda thing: thing, *known_by):
        waiting: dict[Hashable, deque[int]] = defaultdict(deque)
        taken = set(partner.values())
        for place in alone[1]:
            if place not in taken and (name := known(after[place])) is not None:
                waiting[name].append(place)
        for place in alone[0]:
            if place not in partner and waiting.get(name := known(before[place])):
                partner[place] = waiting[name].popleft()
    taken = set(partner.values())
    for place, thing in enumerate(before):
        yield thing, after[partner[place]] if place in partner else None
    yield from ((None, thing) for place, thing in enumerate(after) if place not in taken)


def aligned(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[int | None, int | None]]:
    """Places of texts that differ, where their order counts: a text put in between leaves those behind it as they
    were."""
    matcher = SequenceMatcher(
        None, before, after, autojunk=False
    )  # junk is what is frequent, and a frequent step is still a step
    for what, first, last, new_first, new_last in matcher.get_opcodes():
        if what != "equal":
            yield from zip_longest(range(first, last), range(new_first, new_last))
