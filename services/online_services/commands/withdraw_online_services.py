"""Withdraw the services whose procedures stop being law: on the day they stop, however far ahead."""

from collections.abc import Sequence

from common.identity import Actor
from online_services.domain.changes_of_law import ChangeOfLaw, withdrawals
from online_services.publishing.events import events_of
from online_services.storage.work import OnlineServicesWork


async def withdraw_online_services(work: OnlineServicesWork, changes: Sequence[ChangeOfLaw], by: Actor) -> None:
    services = await work.registry.lock(change.procedure_code for change in changes)
    withdrawn = withdrawals(changes, services)
    await work.registry.save(withdrawn, by=by.subject, at=work.clock.now())
    await work.record(events_of(withdrawn))
