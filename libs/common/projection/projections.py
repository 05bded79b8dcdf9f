"""A projection folds one stream into tables that nothing else writes: no command, no event, no clock, no random id."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any, TypeVar

from sqlalchemy import Table

from common.contracts.event import Event
from common.projection.tables import Tables

Fold = Callable[[Sequence[Any], Tables], Awaitable[None]]
F = TypeVar("F", bound=Fold)


class Projection:
    """What is folded from one source. Consecutive events that one fold hears arrive together, in order."""

    def __init__(self, source: str, tables: Sequence[Table]) -> None:
        self.source = source
        self.tables = tuple(tables)
        self.folds: dict[type[Event], Fold] = {}

    def on(self, *events: type[Event]) -> Callable[[F], F]:
        def declare(fold: F) -> F:
            for heard in events:
                if heard in self.folds:
                    raise ValueError(f"{heard.__name__} is folded twice")
                self.folds[heard] = fold
            return fold

        return declare
