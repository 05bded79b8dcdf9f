"""Which handler takes which events of one source: the tables that projections and reactions keep."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any, ClassVar, Generic, TypeVar

from common.contracts.event import Event, declared_as

Handler = Callable[[Sequence[Any], Any], Awaitable[None]]
H = TypeVar("H", bound=Handler)


class EventTypeNotHandled(Exception):
    """An event of a type that is neither handled nor ignored stops the stream: to pass over it would be to lose it."""


class Handlers(Generic[H]):
    """Of the handlers of an event's class and of its base classes, the most specific one takes it.

    Consecutive events that one handler takes arrive together, in order. What is ignored is named type by type, never by
    a base class:
    a type that is added later is handled as its base class is, or not at all, and then `check_event_types` refuses the
    start.
    """

    what: ClassVar[str]

    def __init__(self, source: str) -> None:
        self.source = source
        self._handlers: dict[type[Event], H] = {}
        self._ignored: set[type[Event]] = set()

    def on(self, *kinds: type[Event]) -> Callable[[H], H]:
        """Declare what handles these event types; a base class stands for every type below it, also those to come."""

        def declare(handler: H) -> H:
            for kind in kinds:
                self._once(kind)
                self._handlers[kind] = handler
            return handler

        return declare

    def ignores(self, *kinds: type[Event]) -> None:
        """Declare that nothing follows from these event types here."""
        for kind in kinds:
            if declared_as(kind) is None:
                raise ValueError(f"{kind.__name__} is no event type: what is ignored is named type by type")
            self._once(kind)
            self._ignored.add(kind)

    def handler_of(self, kind: type[Event]) -> H | None:
        """What handles events of the class; None where they are ignored. Raises `EventTypeNotHandled`."""
        if kind in self._ignored:
            return None
        for base in kind.__mro__:
            if (handler := self._handlers.get(base)) is not None:
                return handler
        known = declared_as(kind)
        raise EventTypeNotHandled(
            f"{self} neither handles nor ignores {kind.__name__ if known is None else known.name}"
        )

    def _once(self, kind: type[Event]) -> None:
        if kind in self._handlers or kind in self._ignored:
            raise ValueError(f"{kind.__name__} is declared twice by {self}")

    def __str__(self) -> str:
        return f"the {self.what} {self.source}"
