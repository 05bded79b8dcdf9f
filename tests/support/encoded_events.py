"""Events as a replay reads them."""

from collections.abc import Iterable
from typing import NamedTuple

from common.clock import as_text
from common.contracts.event import Event, encode, type_of
from tests.support.service_harness import NOON


class EncodedEvent(NamedTuple):
    type: str
    payload: bytes
    time: str = as_text(NOON)


def encoded(events: Iterable[Event]) -> list[EncodedEvent]:
    return [EncodedEvent(type_of(event).name, encode(event)) for event in events]
