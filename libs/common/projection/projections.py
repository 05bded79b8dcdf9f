"""A projection folds one stream into tables that nothing else writes: no command, no event, no clock, no random id."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from sqlalchemy import Table

from common.projection.handlers import Handlers
from common.projection.tables import Tables

Fold = Callable[[Sequence[Any], Tables], Awaitable[None]]


class Projection(Handlers[Fold]):
    """The folds of one source, and the tables that they write."""

    relation = "projection of"

    def __init__(self, source: str, tables: Sequence[Table]) -> None:
        super().__init__(source)
        self.tables = tuple(tables)
