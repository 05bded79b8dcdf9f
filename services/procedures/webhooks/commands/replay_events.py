"""Send a subscriber once more what came after an event, or pass over what came before it."""

from common.identity import Actor
from procedures.shared.work import ProceduresWork


async def replay_events(work: ProceduresWork, subscriber: str, after: int, by: Actor) -> None:
    """Raises `UnknownSubscriber`, `SequenceAhead`."""
    await work.subscribers.replay(subscriber, after, by.subject, work.clock.now())
