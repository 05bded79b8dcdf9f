"""Send a subscriber the events after a sequence again, or skip the events before it."""

from common.identity import Actor
from common.service.unit_of_work import UnitOfWork
from procedures.webhooks.storage.repository import Subscribers


async def replay_events(work: UnitOfWork, subscriber: str, after: int, by: Actor) -> None:
    """Raises `SubscriberNotFound`, `ReplayBeyondTail`."""
    await work.of(Subscribers).replay(subscriber, after, by.subject, work.clock.now())
