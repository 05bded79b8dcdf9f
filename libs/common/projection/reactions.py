"""A reaction calls a command when something was heard. It is never replayed."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any, TypeVar

from common.contracts.event import Event

React = Callable[[Sequence[Any], Any], Awaitable[None]]
R = TypeVar("R", bound=React)


class Reactions:
    """What is done about one source. The unit of work is part of the consumer's transaction: it must not commit."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.reactions: dict[type[Event], React] = {}

    def to(self, *events: type[Event]) -> Callable[[R], R]:
        def declare(react: R) -> R:
            for heard in events:
                if heard in self.reactions:
                    raise ValueError(f"{heard.__name__} is reacted to twice")
                self.reactions[heard] = react
            return react

        return declare
