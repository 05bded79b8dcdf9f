"""Whether a service knows what to do with every event type that its sources may send: asked before it follows them."""

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
    if missed := "; ".join(_missed(service)):
        raise EventTypesNotHandled(missed)


def _missed(service: Service) -> Iterator[str]:
    for subscription in service.subscriptions:
        for handlers in (*subscription.projections, *subscription.reactions):
            for known in known_types(subscription.source):
                try:
                    handlers.handler_of(known.payload)
                except EventTypeNotHandled as refused:
                    yield f"{service.name}: {refused}"
