"""What events of `procedures` would change, by the rules that the consumer follows: nothing is written or locked."""

from collections.abc import Collection, Sequence
from typing import get_args

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from common.consumer.positions import positions
from common.contracts.event import Event, type_of
from common.contracts.impact import OpenDossiers, ServiceImpact, ServicesImpact
from common.contracts.procedures import ProcedureAmended, ProcedureRepealed, ProcedureReplaced
from common.eventlog.position import as_header
from common.ids import new_id
from online_services.dossiers.domain.states import STATES, Stage
from online_services.registry.commands.changes_of_events import FollowedEvent, change_of
from online_services.registry.domain.changes_of_law import consequences
from online_services.registry.domain.online_service import Fact
from online_services.registry.events import event_of
from online_services.registry.storage.repository import Registry
from online_services.tables import dossier

ENDS_A_VERSION = (ProcedureRepealed, ProcedureReplaced, ProcedureAmended)
"""A dossier that is open then is handled under a version that is no longer the one in force."""


async def impact_on_services(read: AsyncConnection, events: Sequence[Event]) -> ServicesImpact:
    followed = [event for event in events if isinstance(event, get_args(FollowedEvent))]
    changes = [change for event in followed if (change := change_of(event)) is not None]
    codes = {change.procedure_code for change in changes}
    services = {code: await Registry(read).services_of(code) for code in sorted(codes)}
    facts = consequences(changes, services, lambda: str(new_id()))
    return ServicesImpact(
        positions=as_header(await positions(read)),
        services=[_service(fact) for fact in facts],
        open_dossiers=await _open_dossiers(
            read, {event.procedure_code for event in events if isinstance(event, ENDS_A_VERSION)}
        ),
    )


def _service(fact: Fact) -> ServiceImpact:
    service, day = fact.service, fact.effective_on
    return ServiceImpact(
        procedure_code=service.procedure_code,
        change=type_of(event_of(fact)).name.split(".")[1],
        effective_on=day,
        paused=service.is_paused_on(day),
    )


async def _open_dossiers(read: AsyncConnection, codes: Collection[str]) -> list[OpenDossiers]:
    """Sub-dossiers are counted with their parent, and not again."""
    column, number = dossier.c, func.count()
    statement = (
        select(column.procedure_code, column.deciding_agency, column.stage, number.label("number"))
        .where(column.procedure_code.in_(sorted(codes)), column.ended_at.is_(None), column.parent_id.is_(None))
        .group_by(column.procedure_code, column.deciding_agency, column.stage)
    )
    counts: dict[tuple[str, str, int], int] = {}
    for row in await read.execute(statement):
        key = (row.procedure_code, row.deciding_agency, int(STATES[Stage(row.stage)]))
        counts[key] = counts.get(key, 0) + row.number
    return [
        OpenDossiers(procedure_code=code, agency_code=agency, state=state, count=count)
        for (code, agency, state), count in sorted(counts.items())
    ]
