"""The event of an act of oversight. It identifies neither the citizen nor the officer."""

from common.contracts.population_lookup import OversightRecorded
from population_lookup.access_log.domain.access_log import Line
from population_lookup.access_log.domain.accesses import Access
from population_lookup.access_log.domain.alarms import AlarmKind
from population_lookup.access_log.domain.oversight import Act


def event_of_act(act: Act, access: Access, line: Line, alarm: AlarmKind | None) -> OversightRecorded:
    return OversightRecorded(
        lookup_id=access.lookup_id,
        agency_code=access.agency_code,
        act=act.value,
        alarm=None if alarm is None else alarm.value,
        answered_at=access.answered_at,
        line=line.sequence,
        line_hash=line.hash.hex(),
    )
