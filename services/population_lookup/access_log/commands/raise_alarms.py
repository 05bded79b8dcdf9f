"""Raises alarms about unusual look-ups: each is a line of the access log, and an event that names nobody."""

from collections.abc import Sequence
from datetime import datetime

from common.identity import Actor
from common.ids import new_id
from common.service.unit_of_work import UnitOfWork
from population_lookup.access_log.commands.record_act import record_acts
from population_lookup.access_log.domain.accesses import Access
from population_lookup.access_log.domain.alarms import Alarm
from population_lookup.access_log.domain.oversight import Act, Officer, access_of_act
from population_lookup.access_log.storage.unusual_lookups import keep_alarms, new_alarms

WATCHER = Actor.of_system("population_lookup")


async def raise_alarms(work: UnitOfWork) -> Sequence[Alarm]:
    """Returns those that were raised."""
    now = work.clock.now()
    alarms = await new_alarms(work.connection, now, work.clock.today())
    if not alarms:
        return alarms
    accesses = [access_of_alarm(alarm, now) for alarm in alarms]
    ids = [access.lookup_id for access in accesses]
    await keep_alarms(work.connection, list(zip(ids, alarms, strict=True)), now)
    kinds = [alarm.kind for alarm in alarms]
    await record_acts(work, Act.ALARM_RAISED, list(zip(accesses, kinds, strict=True)))
    return alarms


def access_of_alarm(alarm: Alarm, at: datetime) -> Access:
    watcher = Officer(WATCHER.subject, alarm.agency_code, "")
    return access_of_act(Act.ALARM_RAISED, str(new_id()), at, watcher, reason=alarm.reason)
