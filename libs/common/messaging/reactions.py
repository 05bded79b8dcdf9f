"""A reaction calls a command when something was heard. It is never replayed."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any, TypeVar

from common.contracts.event import Event
from common.unit_of_work import UnitOfWork

E = TypeVar("E", bound=Event)
W = TypeVar("W", bound=UnitOfWork)
React = Callable[[Sequence[Any], Any], Awaitable[None]]


class Reactions:
    """What is done about one source. The unit of work is part of the consumer's transaction: it must not commit."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.reactions: dict[type[Event], React] = {}

    def to(self, *events: type[E]) -> Callable[[Callable[[Sequence[E], W], Awaitable[None]]], React]:
        def declare(react: Callable[[Sequence[E], W], Awaitable[None]]) -> React:
            for heard in events:
                if heard in self.reactions:
                    raise ValueError(f"{heard.__name__} is reacted to twice")
                self.reactions[heard] = react
            return react

        return declare
