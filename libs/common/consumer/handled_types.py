"""Checks, before a service follows its sources, that it handles or ignores every event type that they may send."""

from collections.abc import Iterator

from common.contracts.event import known_types
from common.contracts.loading import load_event_types
from common.projection.handlers import EventTypeNotHandled
from common.service.definition import Service


class EventTypesNotHandled(Exception):
    """A consumer of this service neither handles nor ignores an event type of its source."""


def check_event_types(service: Service) -> None:
    """Raises `EventTypesNotHandled`, which names each consumer and type."""
    load_event_types()
    if unhandled := "; ".join(_unhandled(service)):
        raise EventTypesNotHandled(unhandled)


def _unhandled(service: Service) -> Iterator[str]:
    for subscription in service.subscriptions:
        for handlers in (*subscription.projections, *subscription.reactions):
            for event_type in known_types(subscription.source):
                try:
                    handlers.handler_of(event_type.payload)
                except EventTypeNotHandled as error:
                    yield f"{service.name}: {error}"
