"""Send a channel the first Decision, or act about one, that it has not heard of."""

from collections.abc import Callable
from typing import Any

from common.clock import Clock, day_of
from common.delivery.pushes import Message, Send, wait_after
from procedures.publication_channels.commands.write_message import write_message
from procedures.publication_channels.storage import push_queue as pushes


async def push_next(driver: Any, channel: str, send: Send, clock: Clock, draw: Callable[[], float]) -> bool:
    """Answers whether something was sent, and the next may be tried.

    Who dies between the answer and the commit leaves nothing behind: the same message goes out again, under the same
    id.
    """
    async with driver.transaction():
        waiting = await pushes.take(driver, channel, clock.now())
        if waiting is None:
            return False
        message = await write_message(driver, waiting.publication)
        response = await send(Message(message.id, waiting.url, waiting.secret_name, clock.now(), message.body))
        at = clock.now()
        shown = waiting.publication.with_response(response.outcome, day_of(at))
        again_at = at + wait_after(waiting.attempts + 1, draw())
        await pushes.put(driver, shown, waiting.circuit.after(response.outcome, at), response, at, again_at)
    return shown is not waiting.publication
