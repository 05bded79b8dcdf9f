"""Records acts of oversight: the line of each in the access log, and its event."""

from collections.abc import Sequence

from common.service.unit_of_work import UnitOfWork
from population_lookup.access_log.domain.accesses import Access
from population_lookup.access_log.domain.alarms import AlarmKind
from population_lookup.access_log.domain.oversight import Act
from population_lookup.access_log.events import event_of_act
from population_lookup.access_log.storage.repository import write_lines


async def record_act(work: UnitOfWork, act: Act, access: Access) -> None:
    await record_acts(work, act, [(access, None)])


async def record_acts(work: UnitOfWork, act: Act, accesses: Sequence[tuple[Access, AlarmKind | None]]) -> None:
    """All lines are written together, and so are the events."""
    lines, tails = await write_lines(work.connection, [access for access, _ in accesses], work.stream)
    events = [event_of_act(act, access, line, alarm) for (access, alarm), line in zip(accesses, lines, strict=True)]
    await work.record(events, tails=tails)
