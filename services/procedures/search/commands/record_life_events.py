"""Records life events: what happens in a person's life, and the procedures that it makes necessary."""

from collections.abc import Sequence

from common.identity import Actor
from common.service.unit_of_work import UnitOfWork
from procedures.search.domain.life_event_table import LifeEventEntry
from procedures.search.domain.refusals import LifeEventNotFound
from procedures.search.storage.repository import LifeEvents


async def record_life_events(work: UnitOfWork, entries: Sequence[LifeEventEntry], reason: str, by: Actor) -> None:
    """Records only the entries that change an event. Raises `LifeEventNotFound`."""
    in_effect = await work.of(LifeEvents).lock()
    for entry in entries:
        if entry.withdrawn and entry.name not in in_effect:
            raise LifeEventNotFound(entry.name)
    changes = [entry for entry in entries if entry.withdrawn or in_effect.get(entry.name) != entry]
    await work.of(LifeEvents).add(changes, reason, by.subject, work.clock.now())
