"""Send a subscriber the first event that it has not taken."""

from collections.abc import Callable
from typing import Any

from common.clock import Clock
from common.delivery.pushes import Message, PushOutcome, Send, wait_after
from common.eventlog.feed_format import render_event
from common.eventlog.record import Record
from procedures.webhooks.storage import repository as subscribers

TOOK = frozenset({PushOutcome.CONFIRMED, PushOutcome.TAKEN})


async def push_next_event(driver: Any, subscriber: str, send: Send, clock: Clock, draw: Callable[[], float]) -> bool:
    """Answers whether it was taken, and the next may be sent. No event is ever passed over: one that is refused is sent
    again.

    Who dies between the answer and the commit leaves nothing behind: the same message goes out again, under the same
    id.
    """
    async with driver.transaction():
        waiting = await subscribers.take(driver, subscriber, clock.now())
        if waiting is None:
            return False
        response = await send(
            Message(waiting.message_id, waiting.url, waiting.secret_name, clock.now(), message_of(waiting.record))
        )
        at, took = clock.now(), response.outcome in TOOK
        outcome = PushOutcome.TROUBLE if response.outcome is PushOutcome.REFUSED else response.outcome
        again_at = at + wait_after(waiting.attempts + 1, draw())
        await subscribers.put(driver, waiting, took, waiting.circuit.after(outcome, at), response, at, again_at)
    return took


def message_of(record: Record) -> bytes:
    """As the specification of Standard Webhooks advises; `data` is the event as it stands in the feed, its payload as
    it was hashed."""
    return b'{"type":"%b","timestamp":"%b","data":%b}' % (
        record.type.encode(),
        record.time.encode(),
        render_event(record),
    )
