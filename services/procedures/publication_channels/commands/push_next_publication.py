"""Push the next Decision, or rectification of one, that waits for a channel."""

from collections.abc import Callable
from typing import Any

from common.calendar.province_days import day_of
from common.clock import Clock
from common.delivery.pushes import Message, Send, wait_after
from procedures.publication_channels.commands.write_message import write_message
from procedures.publication_channels.storage import push_queue


async def push_next_publication(driver: Any, channel: str, send: Send, clock: Clock, draw: Callable[[], float]) -> bool:
    """Returns whether something was sent, so that the next push may be tried.

    A process that dies between the response and the commit leaves nothing behind: the same message is sent again, under
    the same id.
    """
    async with driver.transaction():
        queued = await push_queue.take(driver, channel, clock.now())
        if queued is None:
            return False
        message = await write_message(driver, queued.publication)
        response = await send(Message(message.id, queued.url, queued.secret_name, clock.now(), message.body))
        pushed_at = clock.now()
        pushed = queued.publication.with_response(response.outcome, day_of(pushed_at))
        retry_at = pushed_at + wait_after(queued.attempts + 1, draw())
        await push_queue.put(
            driver, pushed, queued.circuit.after(response.outcome, pushed_at), response, pushed_at, retry_at
        )
    return pushed is not queued.publication
