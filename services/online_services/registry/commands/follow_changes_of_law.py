"""Applies changes of the law to the registry: services are withdrawn, marked for review, raised or registered as
published Decisions require, and restored where an item of a Decision was annulled or corrected.

All kinds of change go through this one command because a Decision of up to 2,000 items mixes them: in whatever order
they come, the services are locked, saved and recorded once.
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
    undone = [change.reversal.decision_id for change in changes if isinstance(change, Rectified)]
    levels_before = await work.of(Registry).levels_before(services, undone) if undone else {}
    facts = consequences(changes, services, lambda: str(new_id()), levels_before)
    await work.of(Registry).save(facts, by=by.subject, at=work.clock.now())
    await work.record(events_of(facts))
