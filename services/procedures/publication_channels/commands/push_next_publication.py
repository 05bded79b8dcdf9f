"""Push the next Decision, or rectification of one, that waits for a channel."""

from collections.abc import Callable
from typing import Any

from common.calendar.province_days import day_of
from common.clock import Clock
from common.delivery.pushes import Message, Send, wait_after
from common.eventlog.log import EventLog
from procedures.publication_channels.commands.write_message import write_message
from procedures.publication_channels.domain.publications import State
from procedures.publication_channels.events import publication_confirmed
from procedures.publication_channels.storage import push_queue
from procedures.publication_channels.storage.confirmed_publications import confirmed_publication

STREAM = EventLog("procedures", shards=1)
"""As `app.py` declares it: a push has a connection of its own, and no unit of work."""


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
        if pushed.state is State.CONFIRMED:
            await STREAM.append_by(driver, [publication_confirmed(await confirmed_publication(driver, pushed))], clock)
    return pushed is not queued.publication
