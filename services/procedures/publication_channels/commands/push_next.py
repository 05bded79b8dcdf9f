"""Send a channel the first Decision, or act about one, that it has not heard of."""

from collections.abc import Callable
from typing import Any

from common.clock import Clock, day_of
from common.delivery.pushes import Message, Send, wait_after
from procedures.publication_channels.formats.message_of_decision import message_of_decision
from procedures.publication_channels.formats.message_of_rectification import message_of_rectification
from procedures.publication_channels.storage import push_queue as pushes


async def push_next(driver: Any, channel: str, send: Send, clock: Clock, draw: Callable[[], float]) -> bool:
    """Answers whether something was sent, and the next may be tried.

    Who dies between the answer and the commit leaves nothing behind: the same message goes out again, under the same id.
    """
    async with driver.transaction():
        waiting = await pushes.take(driver, channel, clock.now())
        if waiting is None:
            return False
        about, act = waiting.publication.decision_id, waiting.publication.rectification
        told = await (
            message_of_decision(driver, about, channel) if act is None else message_of_rectification(driver, act, channel)
        )
        answer = await send(Message(told.id, waiting.url, waiting.secret_name, clock.now(), told.body))
        at = clock.now()
        shown = waiting.publication.answered(answer.outcome, day_of(at))
        again_at = at + wait_after(waiting.attempts + 1, draw())
        await pushes.put(driver, shown, waiting.circuit.after(answer.outcome, at), answer, at, again_at)
    return shown is not waiting.publication
