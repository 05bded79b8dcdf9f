"""Push to a subscriber the first event that it has not accepted."""

from collections.abc import Callable
from typing import Any

from common.clock import Clock
from common.delivery.pushes import Message, PushOutcome, Send, wait_after
from common.eventlog.feed_format import render_event
from common.eventlog.record import Record
from procedures.webhooks.storage import repository as subscribers

ACCEPTED = frozenset({PushOutcome.CONFIRMED, PushOutcome.TAKEN})


async def push_next_event(driver: Any, subscriber: str, send: Send, clock: Clock, draw: Callable[[], float]) -> bool:
    """Returns whether the event was accepted, so that the next one may be pushed. No event is ever skipped: a refused
    event is pushed again.

    A process that dies between the response and the commit leaves nothing behind: the same message is sent again, under
    the same id.
    """
    async with driver.transaction():
        next_event = await subscribers.take(driver, subscriber, clock.now())
        if next_event is None:
            return False
        response = await send(
            Message(
                next_event.message_id,
                next_event.url,
                next_event.secret_name,
                clock.now(),
                message_of(next_event.record),
            )
        )
        pushed_at, accepted = clock.now(), response.outcome in ACCEPTED
        outcome = PushOutcome.TROUBLE if response.outcome is PushOutcome.REFUSED else response.outcome
        retry_at = pushed_at + wait_after(next_event.attempts + 1, draw())
        await subscribers.put(
            driver, next_event, accepted, next_event.circuit.after(outcome, pushed_at), response, pushed_at, retry_at
        )
    return accepted


def message_of(record: Record) -> bytes:
    """As the Standard Webhooks specification advises; `data` is the event as the feed contains it, with the payload
    bytes that were hashed."""
    return b'{"type":"%b","timestamp":"%b","data":%b}' % (
        record.type.encode(),
        record.time.encode(),
        render_event(record),
    )
