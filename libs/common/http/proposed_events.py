"""The events that a service would emit, as another one asks what would follow from them: nothing is recorded."""

from typing import Annotated, Any

import msgspec
import orjson
from pydantic import Field

from common.contracts.event import Event, UnknownEventType, decode, event_type_of
from common.errors import Refusal
from common.http.request_body import RequestBody

MOST_EVENTS = 5_000
LARGEST = 30_000_000
"""Bytes of a body: a Decision of 2,000 items with the periods of their procedures takes a tenth of it."""


class ProposedEventUnreadable(Refusal):
    """The source has no such event, or its payload is not of the form that the contracts state. `index` is its place in
    the request."""

    status, type, title = 409, "proposed-event-unreadable", "The event is not of a form that the contracts state"

    def __init__(self, index: int, event_type: str) -> None:
        super().__init__(f"event {index} is no {event_type}", index=index, event_type=event_type)


class ProposedEventIn(RequestBody):
    """An event of the contracts: its type, and its payload."""

    type: Annotated[str, Field(min_length=1, max_length=100)]
    data: Annotated[dict[str, Any], Field(max_length=100)]


class ProposedEventsIn(RequestBody):
    """The events of one Decision, in their order."""

    events: Annotated[list[ProposedEventIn], Field(max_length=MOST_EVENTS)]

    def decoded(self, source: str) -> list[Event]:
        """Raises `ProposedEventUnreadable`."""
        return [_decoded(source, index, event) for index, event in enumerate(self.events)]


def _decoded(source: str, index: int, event: ProposedEventIn) -> Event:
    try:
        if event_type_of(event.type).source == source:
            return decode(event.type, orjson.dumps(event.data))
    except (UnknownEventType, msgspec.ValidationError) as error:
        raise ProposedEventUnreadable(index, event.type) from error
    raise ProposedEventUnreadable(index, event.type)
