"""A projection folds one stream into tables that nothing else writes: no command, no event, no clock, no random id."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import Any, Generic, NamedTuple, TypeVar

from sqlalchemy import Table

from common.clock import from_text
from common.contracts.event import Event
from common.contracts.partial_events import partial_class
from common.projection.handlers import Handlers
from common.projection.tables import Tables

Fold = Callable[[Sequence[Any], Tables], Awaitable[None]]
E = TypeVar("E", bound=Event)


class Recorded(NamedTuple, Generic[E]):
    """An event with the time that its record states: when its source recorded it."""

    event: E
    time: str

    @property
    def at(self) -> datetime:
        return from_text(self.time)


class Projection(Handlers[Fold]):
    """The folds of one source, and the tables that they write.

    `retired` are the tables that only the code of the version before writes: a rebuild keeps them, empty, so that this
    code can still be started again, until a later migration removes them. `with_times` passes each event to the folds
    as `Recorded`.
    """

    relation = "projection of"

    def __init__(
        self, source: str, tables: Sequence[Table], retired: Sequence[Table] = (), *, with_times: bool = False
    ) -> None:
        super().__init__(source)
        self.with_times = with_times
        self.tables = tuple(tables)
        self.retired = tuple(retired)
        self._skipped_fields: dict[type[Event], frozenset[str]] = {}

    def skips_fields(self, event_type: type[Event], *fields: str) -> None:
        """Declares that no fold reads these fields of the event type and its subclasses, so that a rebuild need not
        decode them; `decision.title` names a field of a part. Raises `ValueError` where there is no such field."""
        partial_class(event_type, fields)
        self._skipped_fields[event_type] = frozenset(fields)

    def skipped_fields_of(self, event_type: type[Event]) -> frozenset[str]:
        return frozenset[str]().union(*(self._skipped_fields.get(base, ()) for base in event_type.__mro__))
