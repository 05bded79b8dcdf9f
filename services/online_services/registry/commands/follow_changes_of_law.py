"""Let the registry follow the law: withdraw, mark for review, raise or register, as published Decisions ask; and put
back what was
undone of them.

One command for all kinds of change, since a Decision of 2,000 items mixes them: however they alternate, it takes one
lock, one
write and one record.
"""

from collections.abc import Sequence

from common.identity import Actor
from common.ids import new_id
from common.service.unit_of_work import UnitOfWork
from online_services.registry.domain.changes_of_law import ChangeOfLaw, Rectified, consequences
from online_services.registry.events import events_of
from online_services.registry.storage.repository import Registry


async def follow_changes_of_law(work: UnitOfWork, changes: Sequence[ChangeOfLaw], by: Actor) -> None:
    services = await work.of(Registry).lock(change.procedure_code for change in changes)
    undone = [change.undoing.of for change in changes if isinstance(change, Rectified)]
    remembered = await work.of(Registry).remembered(services, undone) if undone else {}
    facts = consequences(changes, services, lambda: str(new_id()), remembered)
    await work.of(Registry).save(facts, by=by.subject, at=work.clock.now())
    await work.record(events_of(facts))
