"""Events as a replay reads them."""

from collections.abc import Iterable
from typing import NamedTuple

from common.contracts.event import Event, encode, type_of


class EncodedEvent(NamedTuple):
    type: str
    payload: bytes


def encoded(events: Iterable[Event]) -> list[EncodedEvent]:
    return [EncodedEvent(type_of(event).name, encode(event)) for event in events]
