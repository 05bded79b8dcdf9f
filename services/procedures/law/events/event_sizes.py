"""How large the events about a procedure may become, so that what has to follow always fits too.

The event about a procedure holds all its periods, so it grows with each version. A repeal adds no period and is never
refused: the room for it is kept free.
"""

from common.eventlog.event_size import LARGEST_EVENT, EventTooLarge
from common.eventlog.log import EncodedEvent

LARGEST_WITH_NEW_VERSION = LARGEST_EVENT // 2
"""Bytes of an event by which a procedure gets a version. The other half is kept for what may follow and is nobody's
choice: the reason of an annulment (50,000 characters, 300,000 bytes at most), and the periods that it restores. Real
periods take some 600 bytes."""
LARGEST_PERIODS = LARGEST_EVENT - 100_000
"""Bytes of the periods in any event. What a repeal states besides them takes less than 90,000 bytes, each text in it
being the longest that can be recorded: the names of the procedure, its agency and its field, the title of the
Decision, and the headings of its list."""


def check_new_version(event: EncodedEvent, item: int) -> None:
    """Raises `EventTooLarge`."""
    if len(event.payload) > LARGEST_WITH_NEW_VERSION:
        raise EventTooLarge(event.type.name, event.subject, len(event.payload), LARGEST_WITH_NEW_VERSION, item)


def check_rectified(event: EncodedEvent, periods: int, item: int) -> None:
    """`periods` are the bytes of the periods in the event. Raises `EventTooLarge`."""
    for size, limit in ((len(event.payload), LARGEST_EVENT), (periods, LARGEST_PERIODS)):
        if size > limit:
            raise EventTooLarge(event.type.name, event.subject, size, limit, item)
