"""Which handler receives which events of one source: the registry that projections and reactions share."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any, ClassVar, Generic, TypeVar

from common.contracts.event import Event, declared_as
from common.contracts.partial_events import whole_class

Handler = Callable[[Sequence[Any], Any], Awaitable[None]]
H = TypeVar("H", bound=Handler)


class EventTypeNotHandled(Exception):
    """An event of a type that is neither handled nor ignored stops the stream, since skipping it would lose it."""


class Handlers(Generic[H]):
    """Of the handlers of an event's class and of its base classes, the most specific one receives it.

    Consecutive events of one handler are passed to it together, in order. Ignored types are declared one by one, never
    by a base class: a type that is added later is handled as its base class is, or not at all, and then
    `check_event_types` refuses the start.
    """

    relation: ClassVar[str]

    def __init__(self, source: str) -> None:
        self.source = source
        self._handlers: dict[type[Event], H] = {}
        self._ignored: set[type[Event]] = set()

    def on(self, *event_types: type[Event]) -> Callable[[H], H]:
        """Declares the handler of these event types; a base class includes every subclass, also later ones."""

        def declare(handler: H) -> H:
            for event_type in event_types:
                self._refuse_second_declaration(event_type)
                self._handlers[event_type] = handler
            return handler

        return declare

    def ignores(self, *event_types: type[Event]) -> None:
        """Declares that these event types have no effect here."""
        for event_type in event_types:
            if declared_as(event_type) is None:
                raise ValueError(f"{event_type.__name__} is no event type: ignored types are declared one by one")
            self._refuse_second_declaration(event_type)
            self._ignored.add(event_type)

    def handler_of(self, event_type: type[Event]) -> H | None:
        """Returns the handler for events of the class; None if they are ignored. Raises `EventTypeNotHandled`."""
        event_type = whole_class(event_type)
        if event_type in self._ignored:
            return None
        for base in event_type.__mro__:
            if (handler := self._handlers.get(base)) is not None:
                return handler
        declared = declared_as(event_type)
        raise EventTypeNotHandled(
            f"{self} neither handles nor ignores {event_type.__name__ if declared is None else declared.name}"
        )

    def _refuse_second_declaration(self, event_type: type[Event]) -> None:
        if event_type in self._handlers or event_type in self._ignored:
            raise ValueError(f"{event_type.__name__} is declared twice by {self}")

    def __str__(self) -> str:
        return f"the {self.relation} {self.source}"
