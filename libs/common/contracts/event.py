"""Event types `subject.action.vN`: frozen classes whose docstrings say when they are sent, by whom, and what they mean.

Payloads are msgspec structs: one class is encoded canonically, decoded fast during a replay, and described as JSON
Schema (docs/adr/0002). Within a version only optional fields are added; readers ignore fields that they do not know.
Keys are ASCII, and there are no floats.
"""

from collections.abc import Callable
from typing import Any, TypeVar

import msgspec


class Event(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The base of every payload. No payload has personal data."""


class EventType(msgspec.Struct, frozen=True):
    """A registered event type. `subject` names the field of the payload that is the aggregate's id."""

    name: str
    source: str
    subject: str
    payload: type[Event]

    @property
    def aggregate(self) -> str:
        return self.name.split(".", 1)[0]


class UnknownEventType(Exception):
    """An event of a type that these contracts do not know stops the stream, since skipping it would lose it."""


_by_name: dict[str, EventType] = {}
_by_class: dict[type[Event], EventType] = {}
_upcasts: dict[str, Callable[[bytes], Event]] = {}
_decoders: dict[str, msgspec.json.Decoder[Any]] = {}

E = TypeVar("E", bound=Event)


def event(name: str, *, source: str, subject: str) -> Callable[[type[E]], type[E]]:
    """Declares a payload class as the content of an event type."""

    def declare(payload: type[E]) -> type[E]:
        declared = EventType(name, source, subject, payload)
        if name in _by_name:
            raise ValueError(f"{name} is declared twice")
        _by_name[name] = _by_class[payload] = declared
        _decoders[name] = msgspec.json.Decoder(payload)
        return payload

    return declare


def upcasts(name: str) -> Callable[[Callable[[bytes], Event]], Callable[[bytes], Event]]:
    """Declares how a retired version is read as the current one; old versions stay readable for ever."""

    def declare(read: Callable[[bytes], Event]) -> Callable[[bytes], Event]:
        _upcasts[name] = read
        return read

    return declare


def is_retired(name: str) -> bool:
    """Whether the version is no longer sent, but still read."""
    return name in _upcasts


def declared_as(payload: type[Event]) -> EventType | None:
    """Returns the event type of the class; None for a class that is only a base class of payloads."""
    return _by_class.get(payload)


def event_type_of(name: str) -> EventType:
    """Raises `UnknownEventType`."""
    if (event_type := _by_name.get(name)) is None:
        raise UnknownEventType(name)
    return event_type


def type_of(payload: Event) -> EventType:
    return _by_class[type(payload)]


def subject_of(payload: Event) -> str:
    return str(getattr(payload, type_of(payload).subject))


def known_types(source: str | None = None) -> list[EventType]:
    return [event_type for event_type in _by_name.values() if source in (None, event_type.source)]


def encode(payload: Event) -> bytes:
    """Returns canonical JSON (RFC 8785): sorted keys, no white space, shortest escapes."""
    return msgspec.json.encode(payload, order="sorted")


def decode(type_name: str, payload: bytes) -> Event:
    """Returns the payload as an object of its class, upcast if its version is retired. Raises `UnknownEventType` or
    `msgspec.ValidationError`."""
    return reader_of(type_name)(payload)


def reader_of(type_name: str) -> Callable[[bytes], Event]:
    """Returns the decoder for payloads of the type. Raises `UnknownEventType`."""
    if (upcast := _upcasts.get(type_name)) is not None:
        return upcast
    if (decoder := _decoders.get(type_name)) is None:
        raise UnknownEventType(type_name)
    return decoder.decode
