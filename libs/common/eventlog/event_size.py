"""How large an event may be, so that Kafka takes it.

Refusal
└── EventTooLarge
"""

from common.errors import Refusal

LARGEST_EVENT = 900_000
"""Bytes of a payload. A broker takes batches of 1,048,588 bytes unless it is configured otherwise
(`message.max.bytes`); what surrounds the payload, its headers, key and batch, takes less than 10,000. The rest is left
for brokers with a somewhat smaller limit, such as one of exactly 1,000,000."""


class EventTooLarge(Refusal):
    """An event that Kafka does not take would hold back all events after it."""

    status, type, title = 409, "event-too-large", "An event would be too large"

    def __init__(
        self, event: str, subject: str, size: int, limit: int = LARGEST_EVENT, item: int | None = None
    ) -> None:
        of_item = "" if item is None else f"item {item}: "
        super().__init__(
            f"{of_item}the event {event} about {subject} would have {size} bytes; {limit} are allowed",
            event=event,
            subject=subject,
            bytes=size,
            limit=limit,
            **({} if item is None else {"item": item}),
        )


def check_event_size(event: str, subject: str, payload: bytes) -> None:
    """Raises `EventTooLarge`."""
    if len(payload) > LARGEST_EVENT:
        raise EventTooLarge(event, subject, len(payload))
